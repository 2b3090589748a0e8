import { wrongValue } from './split-invalid.js';

/**
 * Looks at one value of a split.
 *
 * @param at - its place in the file, e.g. `tasks[3].goals[0]`.
 * @throws InspireError `SPLIT_INVALID` with the place of what is wrong.
 */
export type Check = (value: unknown, at: string) => void;

/** Accepts a text that is not empty. */
export const text: Check = (value, at) => {
  if (typeof value !== 'string' || value === '') throw wrongValue(value, at, 'a text');
};

/** Accepts a finite number. */
export const number: Check = (value, at) => {
  if (!Number.isFinite(value)) throw wrongValue(value, at, 'a number');
};

/** Accepts a pair of finite numbers. */
export const range: Check = (value, at) => {
  if (Array.isArray(value) && value.length === 2 && value.every(Number.isFinite)) return;
  throw wrongValue(value, at, 'a list of two numbers');
};

/** Accepts one of some words. */
export function oneOf(words: readonly string[]): Check {
  return (value, at) => {
    if (words.every((word) => word !== value)) throw wrongValue(value, at, `one of ${words.join(', ')}`);
  };
}

/** Accepts a list, each of whose values a check accepts. */
export function listOf(check: Check, fewest = 0): Check {
  return (value, at) => {
    if (!Array.isArray(value)) throw wrongValue(value, at, 'a list');
    if (value.length < fewest) throw wrongValue(value, at, `a list of at least ${fewest}`);
    value.forEach((entry: unknown, index) => {
      check(entry, `${at}[${index}]`);
    });
  };
}

/** Accepts an object under any names, each of whose values a check accepts. */
export function mapOf(check: Check): Check {
  return (value, at) => {
    for (const [name, entry] of Object.entries(objectOf(value, at))) check(entry, join(at, name));
  };
}

/** Accepts an object with some fields, and others that may be left out; what else is in it is not looked at. */
export function fields(
  needed: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  return (value, at) => {
    const object = objectOf(value, at);
    for (const [name, check] of Object.entries(needed)) check(object[name], join(at, name));
    for (const [name, check] of Object.entries(optional)) {
      if (object[name] !== undefined) check(object[name], join(at, name));
    }
  };
}

function objectOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrongValue(value, at, 'an object');
  return value as Readonly<Record<string, unknown>>;
}

function join(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`;
}
