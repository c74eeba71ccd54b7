import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderBlocks } from '../../src/local/html/blocks.ts';
import { renderMrkdwn } from '../../src/local/html/mrkdwn.ts';

const markupOf = (text: string) => renderMrkdwn(text).markup;
const blocks = (...given: object[]) => renderBlocks(given as Record<string, unknown>[], 'p').markup;

describe('mrkdwn', () => {
  test.each([
    ['*bold* _slant_ ~gone~ `*code*`', '<strong>bold</strong> <em>slant</em> <s>gone</s> <code>*code*</code>'],
    ['*a _b_ c*', '<strong>a <em>b</em> c</strong>'],
    ['snake_case_word 3*4*5 * a *', 'snake_case_word 3*4*5 * a *'],
    ['&lt;b&gt; &amp;amp; &', '&lt;b&gt; &amp;amp; &amp;'],
    ['a < b <img src=x onerror=alert(1)>', 'a &lt; b &lt;img src=x onerror=alert(1)&gt;'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['# no [x](http://e) $5$ 10:30:00', '# no [x](http://e) $5$ 10:30:00'],
    ['<javascript:alert(1)|bad> <!channel>', '&lt;javascript:alert(1)|bad&gt; &lt;!channel&gt;'],
    ['<@U0DESKLOCAL> <@U1>', '<span class="mention">@Detainer Desk</span> <span class="mention">@U1</span>'],
    ['&gt; one\n&gt; two\nthree', '<blockquote>one\ntwo</blockquote>three'],
    ['```\n<b> *x*\n```', '<pre>&lt;b&gt; *x*</pre>'],
  ])('%s', (text, markup) => expect(markupOf(text)).toBe(markup));

  test('no text creates an element or attribute', () => {
    const nasty = fc.array(
      fc.constantFrom(
        '<',
        '>',
        '&lt;',
        '"',
        "'",
        '`',
        '*',
        '_',
        '|',
        '<script>',
        'onload=',
        'javascript:',
        '<https://a',
        '\n',
        'x',
      ),
    );
    fc.assert(
      fc.property(nasty, (parts) => {
        const rest = markupOf(parts.join('')).replace(
          /<\/?(strong|em|s|code|pre|blockquote)>|<span class="mention">|<\/span>/g,
          '',
        );
        expect(rest).not.toMatch(/[<>"']/);
      }),
    );
  });
});

test('plain text is not parsed; every text of a block is escaped', () => {
  const evil = '<img src=x onerror=alert(1)> *b*';
  const markup = blocks(
    { type: 'header', text: { type: 'plain_text', text: evil } },
    { type: 'section', text: { type: 'plain_text', text: evil } },
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: evil },
            { type: 'link', url: 'javascript:alert(1)', text: evil },
          ],
        },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: evil }] },
      ],
    },
    { type: 'context', elements: [{ type: 'plain_text', text: evil }] },
    { type: 'table', rows: [[{ type: 'raw_text', text: evil }], [{ type: 'raw_text', text: evil }]] },
    {
      type: 'actions',
      block_id: '"><b>',
      elements: [
        {
          type: 'button',
          action_id: '"><i>',
          text: { type: 'plain_text', text: evil },
          confirm: { text: { type: 'plain_text', text: evil } },
        },
      ],
    },
    {
      type: 'input',
      block_id: 'i',
      label: { type: 'plain_text', text: evil },
      element: {
        type: 'radio_buttons',
        action_id: 's',
        options: [{ value: '"', text: { type: 'plain_text', text: evil } }],
      },
    },
    {
      type: 'input',
      block_id: 'j',
      label: { type: 'plain_text', text: evil },
      hint: { type: 'plain_text', text: evil },
      element: {
        type: 'external_select',
        action_id: 'e',
        placeholder: { type: 'plain_text', text: evil },
        initial_option: { value: '"', text: { type: 'plain_text', text: evil } },
      },
    },
  );
  expect(markup).not.toMatch(/<img|<b>|<i>|javascript:|<strong>/);
  expect(markup.split('&lt;img src=x onerror=alert(1)&gt; *b*').length).toBeGreaterThan(14);
});

test("a table's first row holds column headings, and each row's first cell a row heading", () => {
  const cell = (text: string) => ({ type: 'raw_text', text });
  const markup = blocks({
    type: 'table',
    rows: [
      [cell(' '), cell('Rule')],
      [cell('Hold'), cell('required')],
    ],
  });
  expect(markup).toContain('<td></td><th scope="col">Rule</th>');
  expect(markup).toContain('<th scope="row">Hold</th><td data-label="Rule">required</td>');
});
