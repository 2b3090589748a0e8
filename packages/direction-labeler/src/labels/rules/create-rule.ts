import type { Formulation } from '@inspire-vla/adapter';
import { createDirectionRule } from './direction.js';
import { createDirectionsRule } from './directions.js';
import { createDistanceRule } from './distance.js';
import { createLocationRule } from './location.js';
import { createProximityRule } from './proximity.js';
import type { CodedRule, RuleOptions } from './rule.js';

const rules: Readonly<Record<Formulation, (options: RuleOptions) => CodedRule>> = {
  'direction-1d': createDirectionRule,
  'direction-3d': createDirectionsRule,
  proximity: createProximityRule,
  'location-3d': createLocationRule,
  distance: createDistanceRule,
};

/** Makes the rule of a formulation. */
export function createRule(options: RuleOptions): CodedRule {
  return rules[options.formulation](options);
}
