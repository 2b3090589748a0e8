/** Articles and their like. */
export const determiners: readonly string[] =
  'the a an this that these those some any all both each every either neither no one another whichever whatever teh hte tha th'.split(
    ' ',
  );

/** Determiners that are printed as "the"; the others stay as they are. */
export const replacedDeterminers: readonly string[] =
  'the a an this that these those some any all both every either one whichever whatever teh hte tha th few couple lot lots plenty'.split(
    ' ',
  );

/** Words of ownership. */
export const possessives: readonly string[] = 'my your his her its their our whose'.split(' ');

/** Numerals. Digits count too. */
export const numerals: readonly string[] =
  'two three four five six seven eight nine ten eleven twelve several many multiple few couple'.split(' ');

/** Words between a thing and its number: "drawer number two". */
export const numberWords: readonly string[] = 'number no nr num'.split(' ');

/** Pronouns: what they stand for is asked about already. */
export const pronouns: readonly string[] =
  "u ya it them they this that these those he she him her me you we us i hers ours itself themselves yourself myself him mine yours theirs there here everything anything something nothing one-another each-other what's".split(
    ' ',
  );

/** Pronouns that a place may tell more of: "everything on the table". */
export const indefinitePronouns: readonly string[] =
  "everything anything something what what's whatever".split(' ');

/** Auxiliaries: after a noun they begin a predicate. */
export const auxiliaries: readonly string[] =
  "is are was were be been being am has have had having do does did can could will would shall should may might must isn't aren't don't doesn't can't won't wouldn't couldn't need's is-not gets got i'm i'd i'll you're it's that's let's isnt arent wasnt werent dont doesnt didnt cant wont wouldnt couldnt shouldnt hasnt havent im ive youre theyre youll theyll itll weve".split(
    ' ',
  );

/** Words that begin a clause which describes the noun before it. */
export const relativePronouns: readonly string[] =
  "that which who whose where that's which's who's thats whos".split(' ');

/** Words that begin a clause of its own. */
export const subordinators: readonly string[] =
  'while until till before after because if whether when whenever unless once since so though although but then and-then whereas therefore thus without except instead rather'.split(
    ' ',
  );

/** Words that begin a question. */
export const questionWords: readonly string[] =
  "what when who why how where which whose what's where's who's how's whats".split(' ');

/** Adverbs that do not end in -ly. */
export const adverbs: readonly string[] =
  'how very too also just only even still already almost quite rather again together apart slowly fast quickly carefully instead so well please kindly now first firstly secondly next then finally lastly afterwards afterward later earlier soon once twice somewhere anywhere everywhere else maybe perhaps not never always more less most least further enough properly right-away asap exactly yet slightly gently neatly fully completely partially halfway immediately simply upside-down upside now-then etc yo thx ty tnx pls plz onwards directly before-hand simultaneously meanwhile'.split(
    ' ',
  );

/** Phrases that say how or in which order, though a noun stands in them. Longer ones before their beginnings. */
export const mannerPhrases: readonly string[] =
  'one at a time|two at a time|one after the other|one after another|one on top of the other|one on top of another|one in each|end to end|back to back|face to face|back and forth|up and down|face down|face up|inside out|head first|at a time|by hand|on the go|half way|part way|to a boil|to a simmer|somewhere safe|someplace safe|a crack|a notch|a tad'.split(
    '|',
  );
