/** Lets each key begin once in a while: a second click on the same button is the same click. */
export function createOncePer(milliseconds: number): { begin(key: string): boolean; forget(key: string): void } {
  const begun = new Map<string, NodeJS.Timeout>();
  const forget = (key: string) => {
    clearTimeout(begun.get(key));
    begun.delete(key);
  };
  return {
    begin(key) {
      if (begun.has(key)) return false;
      begun.set(key, setTimeout(() => forget(key), milliseconds).unref());
      return true;
    },
    forget,
  };
}
