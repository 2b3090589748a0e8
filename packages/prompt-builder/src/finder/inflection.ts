/** The forms of a verb. */
export interface VerbForms {
  readonly base: string;
  readonly third: string;
  readonly participle: string;
  readonly past: string;
}

/** Regular forms: place, places, placing, placed. */
export function verbForms(base: string): VerbForms {
  const third = /(s|x|z|ch|sh|o)$/.test(base)
    ? `${base}es`
    : base.replace(/([^aeiou])y$/, '$1ie').concat('s');
  const isDoubled = /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(base) || /(mit|let|fer)$/.test(base);
  const stem = isDoubled ? base + base.at(-1) : base;
  if (/[^eoy]e$/.test(base)) return { base, third, participle: `${base.slice(0, -1)}ing`, past: `${base}d` };
  return { base, third, participle: `${stem}ing`, past: `${stem.replace(/([^aeiou])y$/, '$1i')}ed` };
}

/** The singular of a noun: knives, boxes, berries and cups; words that end in s without being plural stay. */
export function singularOf(word: string): string {
  if (
    word.length < 4 ||
    /(ss|us|is)$/.test(word) ||
    /^(scissors|tongs|pliers|tweezers|glasses|jeans|pants|goggles)$/.test(word)
  )
    return word;
  if (/^(lens|gas|chess|dominoes)$/.test(word)) return word;
  if (/(ook|ov|p|t|k|rown)ies$/.test(word) && /^(cook|brown|smooth|mov|pix|zomb)ies$/.test(word))
    return word.slice(0, -1);
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ch|sh|x|ss|zz)es$/.test(word) || /(tomato|potato|mango|hero)es$/.test(word)) return word.slice(0, -2);
  if (/(kni|li|wi)ves$/.test(word)) return word.replace(/ves$/, 'fe');
  if (/(loa|lea|hal|shel|scar)ves$/.test(word)) return word.replace(/ves$/, 'f');
  return /s$/.test(word) ? word.slice(0, -1) : word;
}
