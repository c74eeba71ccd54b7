/** 33.4 % as '33.4%'. */

export const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${Math.round((part / whole) * 1000) / 10}%`;
export const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
export const titleCase = (text: string): string =>
  text === text.toUpperCase()
    ? text.toLowerCase().replace(/(^|[\s(,.-])([a-z])/g, (_, gap: string, letter: string) => gap + letter.toUpperCase())
    : text;
