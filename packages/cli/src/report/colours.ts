import { wordSets } from '@inspire-vla/adapter';

/** Colour-blind-safe colours (Okabe and Ito) of the direction words; grasped is the one dark bar. */
const palette: Readonly<Record<string, string>> = {
  right: '#e69f00',
  left: '#56b4e9',
  up: '#009e73',
  down: '#cc79a7',
  front: '#f0e442',
  back: '#0072b2',
  [wordSets.paper.grasped]: '#d55e00',
  [wordSets.authors.grasped]: '#d55e00',
};

/** The colour of an answer; answers that are no direction get a hue by their place in the vocabulary. */
export function colourOf(answer: string, vocabulary: readonly string[]): string {
  if (answer === '') return '#bbbbbb';
  const hue = Math.round((vocabulary.indexOf(answer) * 137.5) % 360);
  return palette[answer] ?? `hsl(${hue} 55% 55%)`;
}
