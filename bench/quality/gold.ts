import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const DAY = String.raw`\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`;

const date = z.union([
  z.strictObject({ value: z.string().regex(new RegExp(`^${DAY}$`)), precision: z.literal('day') }),
  z.strictObject({ value: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), precision: z.literal('month') }),
  z.strictObject({ value: z.string().regex(/^\d{4}$/), precision: z.literal('year') }),
  z.strictObject({ value: z.string().regex(new RegExp(`^${DAY}/${DAY}$`)), precision: z.literal('range') }),
]);

const words = z.string().regex(/^\S(.*\S)?$/);

const goldCase = z.strictObject({
  outcome: z.enum(['declined', 'honored', 'outstanding', 'not stated', 'appeal', 'disputed']),
  release_date: date.optional(),
  declined_date: date.optional(),
  releasing_agency: words.optional(),
  detainer_date: date.optional(),
  detainer_to: words.optional(),
  arrest_date: date.optional(),
  arresting_agency: words.optional(),
  citizenship: words.optional(),
  age: z.int().min(14).max(99).optional(),
  sex: z.enum(['male', 'female']).optional(),
  offences: z
    .array(z.strictObject({ text: words, standing: z.enum(['charged', 'arrested for', 'convicted', 'history']) }))
    .optional(),
  how_released: z
    .enum([
      'bond',
      'own recognizance',
      'dismissed',
      'sentence served',
      'court order',
      'probation',
      'parole',
      'supervision',
      'processed and released',
      'transferred to ICE',
    ])
    .optional(),
  later_events: z
    .array(
      z.enum([
        'arrested by ICE',
        'arrested again locally',
        'charged again',
        'convicted again',
        'at large',
        'removed',
        'federal charges',
        'in ICE custody',
      ]),
    )
    .optional(),
  prior_removals: z.int().min(1).optional(),
  removal_order: z.boolean().optional(),
});

const goldRelease = z.strictObject({
  published: z.iso.date(),
  publisher: words,
  title: words,
  tags: z.array(z.string().regex(/^(P([1-9]|1[0-4])|T([1-9]|10)|html|pdf|quotes|hostile|two|no-case|es)$/)),
  language: z.literal('es').optional(),
  cases: z.array(goldCase),
  figures: z.array(z.strictObject({ value: z.int().min(0), of: z.int().min(1).optional(), what: words })),
  planted: z.array(words),
  hostile: z.array(words).optional(),
});

/** The texts of one set with their gold records (README.md beside them), in order. Throws on a record out of shape. */
export function goldReleases(set: 'open' | 'sealed' | 'second' | 'third' | 'fourth') {
  const folder = join(import.meta.dirname, 'releases', set);
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  return files.sort().map((file) => {
    const gold = readFileSync(join(folder, file.replace('.txt', '.json')), 'utf8');
    return {
      name: `${set}/${file}`,
      text: readFileSync(join(folder, file), 'utf8'),
      gold: goldRelease.parse(JSON.parse(gold)),
    };
  });
}
