import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderBlocks } from '../../src/local/html/blocks.ts';
import { renderMrkdwn } from '../../src/local/html/mrkdwn.ts';

const said = (text: string) => renderMrkdwn(text).markup;
const blocks = (...given: object[]) => renderBlocks(given as Record<string, unknown>[], { prefix: 'p' }).markup;

describe('mrkdwn', () => {
  test.each([
    ['*bold* _slant_ ~gone~ `*code*`', '<strong>bold</strong> <em>slant</em> <s>gone</s> <code>*code*</code>'],
    ['*a _b_ c*', '<strong>a <em>b</em> c</strong>'],
    ['snake_case_word 3*4*5 * a *', 'snake_case_word 3*4*5 * a *'],
    ['&lt;b&gt; &amp;amp; &', '&lt;b&gt; &amp;amp; &amp;'],
    ['a < b <img src=x onerror=alert(1)>', 'a &lt; b &lt;img src=x onerror=alert(1)&gt;'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['# no [x](http://e) $5$ 10:30:00', '# no [x](http://e) $5$ 10:30:00'],
    [
      '<https://a.b/?x=1&amp;y=2|here>',
      '<a href="https://a.b/?x=1&amp;y=2" target="_blank" rel="noopener noreferrer">here</a>',
    ],
    ['<javascript:alert(1)|bad>', '&lt;javascript:alert(1)|bad&gt;'],
    [
      '<!channel> <@U0DESKLOCAL> <#C1|x>',
      '<span class="mention">@channel</span> <span class="mention">@Detainer Desk</span> <span class="mention">#x</span>',
    ],
    ['&gt; one\n&gt; two\nthree', '<blockquote>one\ntwo</blockquote>three'],
    ['```\n<b> *x*\n```', '<pre>&lt;b&gt; *x*</pre>'],
  ])('%s', (text, markup) => expect(said(text)).toBe(markup));

  test('whatever is written, no element or attribute of its own comes of it', () => {
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
        const rest = said(parts.join('')).replace(
          /<\/?(strong|em|s|code|pre|blockquote)>|<span class="mention">|<\/span>|<a href="https:\/\/[^"<>]*" target="_blank" rel="noopener noreferrer">|<\/a>/g,
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
    { type: 'section', text: { type: 'plain_text', text: evil }, fields: [{ type: 'plain_text', text: evil }] },
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
      ],
    },
    { type: 'context', elements: [{ type: 'plain_text', text: evil }] },
    { type: 'table', rows: [[{ type: 'raw_text', text: evil }], [{ type: 'raw_text', text: evil }]] },
    {
      type: 'data_table',
      caption: evil,
      rows: [[{ type: 'raw_text', text: 'n' }], [{ type: 'raw_number', value: 7 }]],
    },
    { type: 'image', image_url: 'https://elsewhere.example/x.png', alt_text: evil },
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
        type: 'static_select',
        action_id: 's',
        placeholder: { type: 'plain_text', text: evil },
        options: [{ value: '"', text: { type: 'plain_text', text: evil } }],
      },
    },
    { type: 'of the future', title: { type: 'plain_text', text: evil } },
  );
  expect(markup).not.toMatch(/<img|<b>|<i>|javascript:|<strong>/);
  expect(markup.split('&lt;img src=x onerror=alert(1)&gt; *b*').length).toBeGreaterThan(11);
  expect(markup).toContain('7');
});

test('a table has its first row as headings, each row its first cell', () => {
  const cell = (text: string) => ({ type: 'raw_text', text });
  const markup = blocks({
    type: 'table',
    rows: [
      [cell(' '), cell('Rule')],
      [cell('Hold'), cell('required')],
    ],
  });
  expect(markup).toContain('<td class=""></td><th scope="col" class="">Rule</th>');
  expect(markup).toContain('<th scope="row" class="">Hold</th><td class="" data-label="Rule">required</td>');
});
