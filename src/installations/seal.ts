import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Encrypts with the first key, and opens what any of them sealed: so a key is replaced. */
export interface Seal {
  /** Names the key that seals now. */
  keyId: string;
  seal(text: string, about: string): string;
  /** Throws when no key fits, or the text belongs to something else. */
  open(sealed: string, keyId: string, about: string): string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with keys of 64 hexadecimal digits. `about` is bound to the text: it opens for nothing else. */
export function createSeal(keys: readonly [string, ...string[]]): Seal {
  const known = new Map(keys.map((key) => [keyIdOf(key), Buffer.from(key, 'hex')]));
  const [first] = keys;
  const keyId = keyIdOf(first);
  return {
    keyId,
    seal(text, about) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', Buffer.from(first, 'hex'), iv).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
    },
    open(sealed, by, about) {
      const key = known.get(by);
      if (!key) throw new Error(`the key ${by}, which sealed a token, is not among TOKEN_KEYS`);
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(about))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

/** A short name of a key that does not give it away. */
const keyIdOf = (key: string): string => createHash('sha256').update(key.toLowerCase()).digest('hex').slice(0, 8);
