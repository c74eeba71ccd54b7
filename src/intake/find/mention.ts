/** A person as a sentence describes them. Names serve to find the person again in the text, and never leave it. */
export interface Mention {
  start: number;
  end: number;
  /** `new`: 'a 36-year-old', 'another man'; `known`: 'the Guatemalan noncitizen', 'this man'; `name`: by a name alone. */
  kind: 'new' | 'known' | 'name';
  another: boolean;
  age?: { value: number; start: number; end: number };
  citizenship?: { value: string; start: number; end: number };
  sex?: { value: 'M' | 'F'; start: number; end: number };
  names: string[];
}

/** Nothing that is said of the one speaks against the other. */
export const isSame = (
  one: Pick<Mention, 'age' | 'citizenship' | 'sex'>,
  other: Pick<Mention, 'age' | 'citizenship' | 'sex'>,
): boolean =>
  (!one.age || !other.age || one.age.value === other.age.value) &&
  (!one.citizenship || !other.citizenship || one.citizenship.value === other.citizenship.value) &&
  (!one.sex || !other.sex || one.sex.value === other.sex.value);
