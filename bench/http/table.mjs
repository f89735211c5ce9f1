/** Results as Markdown. */
import { c, nginx, peers } from './peers.mjs';
import { measured, ratio, targets } from './targets.mjs';
import { scenarios } from './scenarios.mjs';
import { median } from '../rounds.mjs';

/** Columns after the first `left` are numbers. */
function markdown(rows, left) {
  const widths = rows[0].map((_, column) => Math.max(3, ...rows.map((row) => row[column].length)));
  const pad = (text, column) => (column < left ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  const rule = widths.map((width, column) => (column < left ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [head, ...body] = rows.map((row) => row.map(pad));
  return [head, rule, ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** A table of a scenario: a row for each case and server. */
function scenarioTable({ title, columns }, rounds, cases) {
  const references = [c, nginx].filter((name) =>
    rounds.some((round) => cases.some((each) => round[each.name]?.[name])),
  );
  const heads = columns.flatMap((column) => [
    column.title,
    ...(column.ratios ? references.map((name) => `× ${name}`) : []),
  ]);
  const rows = cases.flatMap((each) =>
    peers
      .filter(({ name }) => rounds.some((round) => round[each.name]?.[name]))
      .map(({ name }) => {
        const all = rounds.map((round) => round[each.name]?.[name]).filter(Boolean);
        const cells = columns.flatMap(({ value, digits, ratios }) => [
          median(all.map(value)).toFixed(digits),
          ...(ratios
            ? references.map((to) => ratio(rounds, value, [each.name, name], [each.name, to])?.toFixed(2) ?? '')
            : []),
        ]);
        return [name, ...(cases.length > 1 ? [each.name] : []), ...cells];
      }),
  );
  const labels = [title, ...(cases.length > 1 ? [''] : [])];
  return markdown([[...labels, ...heads], ...rows], labels.length);
}

/** What clients complained of, which counts against a server whatever its numbers are. */
function errorLines(rounds, cases) {
  return cases.flatMap((each) =>
    peers.flatMap(({ name }) => {
      const all = rounds.map((round) => round[each.name]?.[name]).filter(Boolean);
      const sum = (field) => all.reduce((total, values) => total + (values[field] ?? 0), 0);
      return sum('errors') > 0 ? [`- ${name}, ${each.name}: ${sum('errors')} errors, ${sum('requests')} answers`] : [];
    }),
  );
}

export function scenarioReport(scenario, { rounds, cases }) {
  const text = [`${rounds.length} round${rounds.length === 1 ? '' : 's'}`, scenarioTable(scenario, rounds, cases)];
  const errors = errorLines(rounds, cases);
  if (errors.length > 0) text.push(errors.join('\n'));
  return text.join('\n\n');
}

const titles = Object.fromEntries(scenarios.map(({ key, title }) => [key, title.split(',')[0]]));

/** `results`: by the scenario's key. */
export function targetTable(results) {
  const rows = targets
    .filter(({ scenario }) => results[scenario])
    .map((target) => {
      const { scenario, of, what, name, to, toCase, bound, met } = target;
      const value = measured(results[scenario].rounds, target);
      const relative = to ?? toCase;
      return [
        value === undefined ? ' ' : met(value) ? '✓' : '✗',
        `${titles[scenario]} (${of}): ${name}: ${what}${relative ? `, × ${relative}` : ''}`,
        bound,
        value === undefined ? 'not measured' : value.toFixed(2),
      ];
    });
  return markdown([['', 'Target', 'wanted', 'measured'], ...rows], 2);
}
