/** True for words that mean all of the United States: 'us', 'USA', 'national', 'nationwide', 'all states'. */
export const isWholeCountry = (words: string): boolean =>
  /^(?:the )?(?:us|usa|u\.s\.(?:a\.?)?|united states(?: of america)?|america|nation|national|nationally|nationwide|country|whole country|everywhere|all(?: states| of them)?)$/i.test(
    words.trim(),
  );
