import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { errorPage } from '../../src/tomcat/error-page.js';

/** What Python's parser of HTML sees: the elements in order, with their attributes, and the text. */
function parsed(page: string): { elements: string[]; text: string } {
  const program = `
import sys, json
from html.parser import HTMLParser
class Parser(HTMLParser):
    elements, text = [], ''
    def handle_starttag(self, tag, attrs): self.elements.append(' '.join([tag] + ['='.join(a) for a in attrs]))
    def handle_data(self, data): self.text += data
parser = Parser()
parser.feed(sys.stdin.buffer.read().decode())
print(json.dumps({'elements': parser.elements, 'text': parser.text}))`;
  return JSON.parse(execFileSync('python3', ['-c', program], { input: page, encoding: 'utf8' })) as ReturnType<
    typeof parsed
  >;
}

const elements = ['html lang=en', 'head', 'meta charset=utf-8', 'title', 'body', 'h1'];

it('tells the status and its reason, and nothing else', () => {
  expect(parsed(errorPage(503))).toEqual({ elements, text: '503 Service Unavailable503 Service Unavailable\n' });
  expect(parsed(errorPage(599))).toEqual({ elements, text: '599599\n' });
});

it.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '&lt;b&gt; &amp;', "it's </p>", 'ä 😀'])(
  'shows a message as text: %s',
  (message) => {
    expect(parsed(errorPage(400, message))).toEqual({
      elements: [...elements, 'p'],
      text: `400 Bad Request400 Bad Request${message}\n`,
    });
  },
);
