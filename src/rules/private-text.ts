const PATTERNS = [
  /\bA[-# ]?\d{3}[- ]?\d{3}[- ]?\d{2,3}\b/gi, // A-number
  /\b\d{3}-\d{2}-\d{4}\b/g, // social security number
  /[\w.+-]+@[\w-]+\.[\w.]+/g,
  /(?:\+1[ .-]?)?\(\d{3}\) ?\d{3}[ .-]\d{4}\b|\b\d{3}[.-]\d{3}[.-]\d{4}\b/g, // telephone
];

export const WITHHELD = '(withheld: looked like personal data)';

/** Replaces a text that holds an A-number, SSN, e-mail or telephone number by a plain sentence. */
export function withoutPersonalData(text: string): string {
  return PATTERNS.some((pattern) => text.search(pattern) >= 0) ? WITHHELD : text;
}
