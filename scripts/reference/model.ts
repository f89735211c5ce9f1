/** What the entry points export, with their docstrings: read by TypeScript's own compiler. */
import ts from 'typescript';

/** A docstring. */
export interface Docs {
  readonly text: string;
  readonly params: readonly { readonly name: string; readonly text: string }[];
  readonly returns: string;
  readonly throws: string;
  readonly examples: readonly string[];
}

/** A way to call a function, or a property. */
export interface Signature {
  readonly code: string;
  readonly docs: Docs;
}

export interface Member {
  readonly name: string;
  readonly kind: 'constructor' | 'static' | 'method' | 'property';
  /** More than one when it is overloaded. */
  readonly signatures: readonly Signature[];
}

/** A class, a function, a type. */
export interface Item {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'type' | 'function' | 'constant';
  /** Base classes that others have in common are not exported, and yet to be described. */
  readonly exported: boolean;
  /** 'class Socket extends SocketBase' */
  readonly code: string;
  readonly docs: Docs;
  /** Of functions: the ways to call it. */
  readonly signatures: readonly Signature[];
  readonly members: readonly Member[];
  /** The class whose members it has too. */
  readonly base: string | undefined;
}

/** Items of each entry file, in the order of its exports. */
export function readModel(root: string, entries: readonly string[]): Map<string, Item[]> {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, (file) => ts.sys.readFile(file)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const files = entries.map((entry) => `${root}src/${entry}/index.ts`);
  const program = ts.createProgram(files, { ...options, noEmit: true });
  return new Reader(program.getTypeChecker()).read(entries, (entry) => {
    const file = program.getSourceFile(`${root}src/${entry}/index.ts`);
    if (file === undefined) throw new Error(`src/${entry}/index.ts is not there`);
    return file;
  });
}

/** Any declaration of a class member, or of an interface's. */
type Declared = ts.Declaration & { readonly name?: ts.DeclarationName };

class Reader {
  readonly #checker: ts.TypeChecker;
  readonly #exported = new Set<ts.Symbol>();
  readonly #described = new Set<ts.Symbol>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  read(entries: readonly string[], fileOf: (entry: string) => ts.SourceFile): Map<string, Item[]> {
    const symbols = entries.map((entry) => {
      const module = this.#checker.getSymbolAtLocation(fileOf(entry))!;
      const exports = this.#checker.getExportsOfModule(module).map((symbol) => this.#target(symbol));
      // Those are the table's, which has pages of its own.
      return exports.filter((symbol) => !symbol.declarations![0]!.getSourceFile().fileName.includes('/generated/'));
    });
    for (const symbol of symbols.flat()) this.#exported.add(symbol);
    return new Map(entries.map((entry, i) => [entry, symbols[i]!.flatMap((symbol) => this.#withBase(symbol))]));
  }

  #target(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  /** The item, after the base class that is not exported. An item of two entry points belongs to the first. */
  #withBase(symbol: ts.Symbol): Item[] {
    if (this.#described.has(symbol)) return [];
    this.#described.add(symbol);
    const base = this.#baseOf(symbol);
    const bases = base !== undefined && !this.#exported.has(base) && this.#isOurs(base) ? this.#withBase(base) : [];
    return [...bases, this.#item(symbol)];
  }

  #isOurs(symbol: ts.Symbol): boolean {
    return !symbol.declarations![0]!.getSourceFile().fileName.includes('/node_modules/');
  }

  #baseOf(symbol: ts.Symbol): ts.Symbol | undefined {
    const clauses = symbol.declarations!.filter(isHeir).flatMap(({ heritageClauses }) => heritageClauses ?? []);
    const [first] = clauses
      .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
      .flatMap(({ types }) => [...types]);
    const base = first && this.#checker.getSymbolAtLocation(first.expression);
    return base && this.#target(base);
  }

  #item(symbol: ts.Symbol): Item {
    const declaration = symbol.declarations![0]!;
    const base = this.#baseOf(symbol);
    const common = {
      name: symbol.name,
      exported: this.#exported.has(symbol),
      docs: docsOf(declaration, symbol.getDocumentationComment(this.#checker), symbol.getJsDocTags(this.#checker)),
      signatures: [],
      members: [],
      base: base && this.#isOurs(base) ? base.name : undefined,
    };
    if (ts.isFunctionDeclaration(declaration)) {
      const signatures = this.#signatures(symbol, declaration, symbol.name);
      return { ...common, kind: 'function', code: '', signatures };
    }
    if (ts.isClassDeclaration(declaration)) {
      const isAbstract = ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract;
      const code = `${isAbstract ? 'abstract ' : ''}class ${symbol.name}${heritage(declaration)}`;
      // Who extends an abstract class needs what is protected, too.
      const hidden = ts.ModifierFlags.Private | (isAbstract && common.exported ? 0 : ts.ModifierFlags.Protected);
      return { ...common, kind: 'class', code, members: this.#members(symbol, declaration, hidden) };
    }
    if (ts.isInterfaceDeclaration(declaration)) {
      const code = `interface ${symbol.name}${heritage(declaration)}`;
      return { ...common, kind: 'interface', code, members: this.#members(symbol, declaration, 0) };
    }
    const text = declaration.getText().replace(/^export /, '');
    if (ts.isTypeAliasDeclaration(declaration)) return { ...common, kind: 'type', code: text };
    const statement = declaration.parent.parent as ts.VariableStatement;
    const docs = docsOf(statement, symbol.getDocumentationComment(this.#checker), symbol.getJsDocTags(this.#checker));
    const [call] = this.#checker.getTypeOfSymbolAtLocation(symbol, declaration).getCallSignatures();
    if (call === undefined) return { ...common, docs, kind: 'constant', code: `const ${text}` };
    return {
      ...common,
      kind: 'function',
      code: '',
      signatures: [{ code: symbol.name + this.#text(call, declaration), docs }],
    };
  }

  #members(symbol: ts.Symbol, declaration: ts.ClassDeclaration | ts.InterfaceDeclaration, hidden: number): Member[] {
    const own = (node: Declared): boolean =>
      !(ts.getCombinedModifierFlags(node) & hidden) &&
      !(node.name && ts.isPrivateIdentifier(node.name)) &&
      !ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');
    const names = new Set<string>();
    return (declaration.members as ts.NodeArray<Declared>).flatMap((node): Member[] => {
      // A static block, a semicolon.
      if (!own(node) || (node.name === undefined && !ts.isConstructorDeclaration(node))) return [];
      const name = ts.isConstructorDeclaration(node) ? 'constructor' : node.name!.getText();
      // An overload, or a setter after its getter.
      if (names.has(name)) return [];
      names.add(name);
      if (ts.isConstructorDeclaration(node)) {
        // What users do not make has no docstring.
        const signatures = this.#constructors(symbol, declaration).filter(({ docs }) => docs.text !== '');
        return signatures.length > 0 ? [{ name, kind: 'constructor', signatures }] : [];
      }
      // An override that has nothing to add is described where it comes from.
      const isOverride = ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Override;
      if (isOverride && ts.getJSDocCommentsAndTags(node).length === 0) return [];
      // `path?: undefined` tells members of a union apart, and is never there.
      if (ts.isPropertySignature(node) && node.type?.getText() === 'undefined') return [];
      const isStatic = ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static;
      const member = this.#checker.getSymbolAtLocation(node.name!)!;
      if (ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) {
        const signatures = this.#signatures(member, node, isStatic ? `static ${name}` : name);
        return [{ name, kind: isStatic ? 'static' : 'method', signatures }];
      }
      return [{ name, kind: 'property', signatures: [this.#property(member, node, name)] }];
    });
  }

  #constructors(symbol: ts.Symbol, declaration: ts.Declaration): Signature[] {
    const type = this.#checker.getTypeOfSymbolAtLocation(symbol, declaration);
    return type.getConstructSignatures().map((each) => ({
      code: `new ${symbol.name}${this.#text(each, declaration).replace(/: [^:]*$/, '')}`,
      docs: docsOf(each.declaration, each.getDocumentationComment(this.#checker), each.getJsDocTags()),
    }));
  }

  #signatures(symbol: ts.Symbol, declaration: ts.Declaration, name: string): Signature[] {
    const type = this.#checker.getTypeOfSymbolAtLocation(symbol, declaration);
    return type.getCallSignatures().map((each) => ({
      code: name + this.#text(each, declaration),
      docs: docsOf(each.declaration, each.getDocumentationComment(this.#checker), each.getJsDocTags()),
    }));
  }

  #text(signature: ts.Signature, at: ts.Declaration): string {
    // Names that begin with _ are for the compiler.
    return this.#checker.signatureToString(signature, at, textFlags).replace(/([(,] ?)_(\w)/g, '$1$2');
  }

  #property(symbol: ts.Symbol, node: Declared, name: string): Signature {
    const type = this.#checker.getTypeOfSymbolAtLocation(symbol, node);
    const written = (node as ts.PropertyDeclaration).type?.getText();
    const flags = ts.getCombinedModifierFlags(node);
    const readonly = flags & ts.ModifierFlags.Readonly || ts.isGetAccessorDeclaration(node) ? 'readonly ' : '';
    const optional = symbol.flags & ts.SymbolFlags.Optional ? '?' : '';
    return {
      code: `${readonly}${name}${optional}: ${written ?? this.#checker.typeToString(type, node, textFlags)}`,
      docs: docsOf(node, symbol.getDocumentationComment(this.#checker), symbol.getJsDocTags(this.#checker)),
    };
  }
}

const textFlags: ts.TypeFormatFlags =
  ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;

type Heir = ts.ClassDeclaration | ts.InterfaceDeclaration;
const isHeir = (node: ts.Declaration): node is Heir => ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node);

const heritage = ({ heritageClauses = [] as never }: Heir): string =>
  heritageClauses.map((clause) => ` ${clause.getText()}`).join('');

/** Only what the declaration itself says: the compiler would inherit. */
function docsOf(
  declaration: ts.Node | undefined,
  comment: readonly ts.SymbolDisplayPart[],
  tags: readonly ts.JSDocTagInfo[],
): Docs {
  const own = declaration !== undefined && ts.getJSDocCommentsAndTags(declaration).length > 0;
  const texts = (name: string): string[] =>
    own ? tags.filter((tag) => tag.name === name).map(({ text }) => ts.displayPartsToString(text as never).trim()) : [];
  return {
    text: own ? ts.displayPartsToString(comment as never).trim() : '',
    params: texts('param').map((text) => {
      const [, name = '', rest = ''] = /^(\S+)\s+(?:- )?([^]*)$/.exec(text) ?? [];
      return { name, text: rest };
    }),
    returns: texts('returns').join(' '),
    throws: texts('throws').join('; '),
    examples: texts('example'),
  };
}
