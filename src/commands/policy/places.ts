import type { Answer, FullTable, Notice } from '../../answer.ts';
import type { Args, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findPlacesByRule } from './find-places-by-rule.ts';
import { placesAnswer } from './places-answer.ts';
import { placesTable } from './places-table.ts';

export const places: Subcommand = {
  name: 'places',
  summary:
    'States, counties and cities by what their rules say on a day: who must, may or may not hold, notify or sign',
  usage: 'places [level:state|county|city] [in:<state>] hold:|notify:|access:|share:|agreement:<value> [on:<date>]',
  examples: [
    'places level:state hold:prohibited',
    'places level:county in:California notify:prohibited,limited',
    'places level:state agreement:required on:2025-07-18',
  ],
  filters: {
    level: 'state, county or city; all when left out',
    in: 'a state; several are joined: in:Texas in:Florida',
    hold: 'hold on a detainer: required, permitted, limited, prohibited or "not addressed"; a comma joins values',
    notify: 'tell ICE of a release: the same values',
    access: 'ICE access to the jail: the same values',
    share: 'share information: the same values',
    agreement: "287(g) agreements by the rules, not by ICE's lists: the same values",
    on: 'the day asked about; today when left out. Of a month or year, its last day',
  },
  notes: [
    'Places with a rule of their own in the record are counted, read together with their state: it is no list of all places.',
    'A state and a county are asked about the agency that runs the jail, a city about its police. `policy <place>` says more.',
  ],
  effects: 'none',
  role: 'reader',
  exportable: true,
  isOfToday: ({ filters }) => filters['on'] === undefined,
  restsOn: ['policies', 'agreements-287g', 'places'],
  table: tableOfPlaces,
  run: runPlaces,
};

async function runPlaces(context: Context, args: Args): Promise<Answer | Notice> {
  const found = await findPlacesByRule(context, args);
  return 'kind' in found ? found : placesAnswer(found);
}

async function tableOfPlaces(context: Context, args: Args): Promise<FullTable | Notice> {
  const found = await findPlacesByRule(context, args);
  return 'kind' in found ? found : placesTable(found);
}
