import { describe, expect, it } from 'vitest';
import { rolesOf } from './__fixtures__/roles-of.js';

describe('a place that one goes to', () => {
  it.each([
    ['walk to the desk and take the pen', 'desk reference, pen target'],
    ['approach the desk and take the pen', 'desk reference, pen target'],
    ['move to the desk, then open the drawer', 'desk reference, drawer fixture'],
    ['lift the jar, go to the desk and set it on the mat', 'jar target, desk reference, mat destination'],
    ['drive to the desk and wipe it with the rag', 'desk reference, rag target held'],
  ])('is a reference where something is done then: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });

  it.each([
    ['walk to the desk', 'desk destination'],
    ['walk to the desk and wait', 'desk destination'],
    ['lift the jar and walk to the desk', 'jar target, desk destination'],
    ['lift the jar, walk to the desk and put it down', 'jar target, desk destination'],
    ['walk to the desk and put the jar on it', 'desk destination, jar target'],
    ['walk to the desk, lift the jar, and put the jar on the desk', 'desk destination, jar target'],
    ['drive the car to the box and lift the cube', 'car target, box destination, cube target'],
    ['the jar is on the desk', 'jar target, desk destination'],
  ])('is a destination where nothing is, or something is let go there: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });

  it.each([
    ['walk to the cupboard and open it', 'cupboard fixture'],
    ['move to the jar and lift it', 'jar target'],
    ['approach the jar and grasp it', 'jar target'],
    ['take the jar out of the cupboard and close it', 'jar target, cupboard fixture'],
    ['lift the jar, walk to the cupboard and open it', 'jar target, cupboard reference'],
    ['take the jar out of the cupboard and open it', 'jar target, cupboard reference'],
    ['in the cupboard, lift it', 'cupboard reference'],
  ])('is what "it" means where nothing else can be: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });
});

describe('what something is filled with', () => {
  it.each([
    ['fill the pail with milk', 'pail destination, milk target'],
    ['load the rack with the plates', 'rack destination, plates target'],
    ['fill the pail with milk and put the pail on the mat', 'pail target, milk target, mat destination'],
    ['fill the pail with milk and bring it to me', 'pail target, milk target'],
    ['lift the pail and fill it with milk', 'pail target, milk target'],
    ['stuff the drawer with the spoons', 'drawer destination, spoons target'],
  ])('is content, and goes there: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });

  it.each([
    ['fill the pail with the shovel', 'pail target, shovel target held'],
    ['fill the glass with the jug', 'glass target, jug target held'],
    ['fill the pail', 'pail target'],
    ['wipe the pail with the sponge', 'pail target, sponge target held'],
  ])('may be a tool: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });
});
