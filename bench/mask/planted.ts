import { seeded } from '../generate.ts';

/*
 * Cells with personal data that nobody has, in the writings of police reports, jail rosters and ICE's forms. The names
 * are made of syllables, so that no list can know them.
 */

export interface Planted {
  kind: string;
  text: string;
  /** What must not be left of it: the digits or the words of a name. */
  secrets: string[];
}

/** # is a digit, ! a digit from 2 to 9, ? a capital letter. */
const WRITINGS: Record<string, string[]> = {
  'A-number': [
    'A#########',
    'A-#########',
    'A ###-###-###',
    'A###-###-###',
    'A ### ### ###',
    'A# #########|hash',
    'A########',
    'a#########',
    'Alien No. #########',
    'ALIEN NUMBER #########',
    'Alien Registration Number: ### ### ###',
    'alien reg. no. #########',
    'A-Number: ###-###-###',
    'A Number #########',
    'a-num #########',
    'Anumber: #########',
    'A-file ########',
    'A0########',
    'file number A ##-###-###',
    'USCIS No. ###-###-###',
    'USCIS number #########',
    '(A#########)',
    'A.#########',
    'A: #########',
    "subject's A number is #########",
    '#########',
    '###-###-###',
    '### ### ###',
    'A No. ########',
    'Alien file: A#########',
  ],
  telephone: [
    '(!##) !##-####',
    '(!##)!##-####',
    '!##-!##-####',
    '!##.!##.####',
    '!## !## ####',
    '!##!######',
    '+1!##!######',
    '1-!##-!##-####',
    '+1 (!##) !## ####',
    '+1 !## !## ####',
    '1 (!##) !##-####',
    '[!##] !##-####',
    '!##/!##-####',
    '!##-!## ####',
    '!## - !## - ####',
    'tel. !##-####',
    'phone !##-!##-####',
    'cell: (!##) !##-####',
    'call !## !## ####',
    '+52 !# #### ####',
    '+52 1 ### ### ####',
    '+503 #### ####',
    '+502 ####-####',
    '011 52 ### ### ####',
    '!##-!##-#### ext. ##',
    '(!##) !##-####, his mother',
  ],
  'date of birth': [
    'DOB 0%/1%/19!#',
    'DOB: 1%/0%/19!#',
    'D.O.B. 0%-2%-19!#',
    'dob 19!#-0%-1%',
    'date of birth 0%/1%/!#',
    'Date of Birth: January 1%, 19!#',
    'born 1% March 19!#',
    'born on 0%/1%/19!#',
    'born Feb. 1%, 19!#',
    'born 19!#-0%-1%',
    'b. 0%/1%/19!#',
    'birthdate: 0%.1%.19!#',
    'birth date 1%-Mar-19!#',
    'DOB=19!#0%1%',
    'fecha de nacimiento: 1%/0%/19!#',
    'nacido el 1% de marzo de 19!#',
    'male, 0%/1%/19!#',
    'H/M 0%-1%-19!#',
    '34 yo, 0%/1%/19!#',
    'DOB (0%/1%/19!#)',
    "Subject's date of birth is 0%/1%/19!#",
    'DOB: 0% 1% 19!#',
  ],
  'social security number': [
    '###-##-####',
    '### ## ####',
    'SSN ###-##-####',
    'SSN: #########',
    'SS# ###-##-####|hash',
    'social security number ###-##-####',
    'Soc. Sec. No. ### ## ####',
    'SSN xxx-xx-####',
    'SSN ending in ####|skip',
    'ITIN 9##-##-####',
  ],
  'e-mail': [
    '@1.@2@example.org',
    '@1@ice.dhs.gov',
    '@1_@2##@example.co.uk',
    '<@1@example.com>',
    'mailto:@1.@2@example.org',
    '@1.@2%40ice.dhs.gov',
    'https://example.org/?to=@1.@2%40ice.dhs.gov&x=1',
    '@1 [at] example [dot] org',
    '@1(at)example.org',
    'e-mail @1@example.org.',
    'data=05%7C@1.@2%40ice.dhs.gov%7C1',
  ],
  address: [
    '#### @1 Street',
    '### @1 St.',
    '#### @1 Ave',
    '### N. @1 Avenue',
    '#### @1 Blvd, Apt #',
    '##### @1 Road',
    '#### West @1 Dr',
    '### @1 Lane, Unit ?',
    '#### @1 @2 Ct',
    '### @1 Court Apt. ##',
    '#### @1 Way #|skip',
    '### SW @1 Ter',
    '#### ?th St|skip',
    '12## !th Street',
    '#### @1 St, @2, TX 7####',
    '### @1 Pl., @2, CA 9####',
    'lives at ### @1 Street',
    'residing at #### @1 Rd',
    'home address: ### @1 Cir',
    'Address: #### @1 Pkwy',
    'address ### @1 Drive, @2 CA',
    'P.O. Box ####',
    'PO BOX ###',
    '#### E @1 ST APT #',
    '### @1 STREET',
    '#### @1 avenue',
    '###-## @1 Avenue',
    '#### Highway !#',
    '### County Road !##',
    'Calle @1 ###',
    '### Calle @1',
    '12## block of @1 Street',
  ],
  'numbered record': [
    'FBI No. ######??#',
    'FBI# ######??#|hash',
    'FBI number: #######',
    'SID TX########|skip',
    'SID: ########',
    'SID No. ########',
    'Booking # ####-######|hash',
    'booking no. ##########',
    'Booking Number: ########',
    'inmate ID #######',
    'Inmate #######|skip',
    'inmate no. #######',
    'Inmate number: ?######',
    'CDCR# ??####|hash',
    'TDCJ No. ########',
    'Passport No. ?########',
    'passport ?########',
    "driver's license ?#######",
    'DL# ########|hash',
    'prisoner no. ######',
    'jacket # ######|hash',
    'FINS: ##########',
    'FIN # ##########|hash',
    'PFN: ???###',
    'State ID: ########',
    'detainee ID: ########',
    'subject ID #########',
    'Event No. ???##########',
    'visa no. ########',
    'booking ##########',
  ],
};

const LABELS = [
  'Subject',
  'SUBJECT',
  'subject',
  'Subject name',
  'Name',
  'NAME',
  'name of subject',
  'Name of inmate',
  'Inmate',
  'INMATE',
  'inmate',
  'inmate name',
  'Defendant',
  'defendant',
  'DEFENDANT',
  'Detainee',
  'detainee',
  'Suspect',
  'Arrestee',
  'Offender',
  'Alien',
  'Alien name',
  'Full name',
  'Last name',
  'First name',
  'AKA',
  'aka',
  'a.k.a.',
  'Alias',
  'Aliases',
  'Respondent',
  'Victim',
  'Nombre',
  'Deportation officer',
  'Contact',
  'Attorney',
  'Prisoner',
];
const TAILS = [
  '',
  '',
  '',
  ' was arrested',
  ' was released to the street',
  ', declined',
  ' (male)',
  '; no hold',
  ', age 34',
  ' transferred to ICE',
  ' has been charged',
  '.',
];
const FRAMES = [
  '%',
  '%',
  '%',
  'Assault, %',
  'see %',
  '% per jail',
  'hold declined: %',
  'Released. %',
  '(%)',
  'Note: %',
];
const SYLLABLES =
  'ba be bi bo da de di do fa fe fi ga go ha he ja jo ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe po qua ra re ri ro sa se si so ta te ti to va ve vi wa we xa xi xo ya yo za ze zi'.split(
    ' ',
  );

const title = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** So many planted cells, the same for the same seed. */
export function plantedCells(count: number, seed: number): Planted[] {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const digit = (from = 0) => String(from + Math.floor(random() * (10 - from)));
  const name = () => title(Array.from({ length: 3 + Math.floor(random() * 2) }, () => pick(SYLLABLES)).join(''));
  const kinds = [...Object.keys(WRITINGS), 'labelled name', 'labelled name'];

  function writing(kind: string): Planted {
    const given = pick(WRITINGS[kind]?.filter((each) => !each.endsWith('|skip')) ?? []);
    const [pattern = '', mark] = given.split('|');
    const names = [name(), name()];
    // "A# 123": the first # is a sign.
    const hash = mark ? pattern.indexOf('#') : -1;
    const lower = kind === 'e-mail';
    const text = [...pattern]
      .map((sign, at) => {
        if (sign === '#' && at !== hash) return digit();
        if (sign === '!') return digit(2);
        if (sign === '?') return pick([...'BCDGHKMPRT']);
        if (sign === '%' && !lower) return digit(1);
        return sign;
      })
      .join('')
      .replace('@1', lower ? (names[0] ?? '').toLowerCase() : (names[0] ?? ''))
      .replace('@2', lower ? (names[1] ?? '').toLowerCase() : (names[1] ?? ''));
    const secrets = names.filter((each) => text.toLowerCase().includes(each.toLowerCase()));
    const digits = text.match(/\d{3,}/g) ?? [];
    return {
      kind,
      text,
      secrets: kind === 'e-mail' ? secrets : [...secrets, ...digits.filter((each) => each.length > 3)],
    };
  }

  function labelled(): Planted {
    const [first, middle, last, other] = [name(), name(), name(), name()];
    const [order, secrets] = pick<[string, string[]]>([
      [`${first} ${last}`, [first, last]],
      [`${last}, ${first}`, [first, last]],
      [`${first} ${middle} ${last}`, [first, middle, last]],
      [`${first} ${middle.charAt(0)}. ${last}`, [first, last]],
      [`${last} ${other}, ${first}`, [first, last, other]],
      [`${first} ${last}-${other}`, [first, last, other]],
      [`${first} de la ${last}`, [first, last]],
      [`${last}, ${first} ${middle}`, [first, middle, last]],
    ]);
    const label = pick(LABELS);
    const isCapital = label === label.toUpperCase() && random() < 0.5;
    const separator = pick([': ', ': ', ': ', ':', ' : ', ' = ', ' - ', ' ']);
    const isBare = separator === ' ' || separator === ' - ';
    // Without a sign only a small label before capitals says that a name follows.
    const small = isBare ? label.toLowerCase() : label;
    const cased = isBare ? order : isCapital ? order.toUpperCase() : random() < 0.2 ? order.toLowerCase() : order;
    return { kind: 'labelled name', text: `${small}${separator}${cased}${pick(TAILS)}`, secrets };
  }

  return Array.from({ length: count }, () => {
    const kind = pick(kinds);
    const planted = kind === 'labelled name' ? labelled() : writing(kind);
    // Bare numbers are found where nothing else stands.
    const frame = /^[\d .-]+$/.test(planted.text) ? '%' : pick(FRAMES);
    return { ...planted, text: frame.replace('%', () => planted.text) };
  });
}
