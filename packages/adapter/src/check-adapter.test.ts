import { describe, expect, it } from 'vitest';
import { createTestAdapter } from './__fixtures__/test-adapter.js';
import { specificationVersion } from './adapter.js';
import { checkAdapter } from './check-adapter.js';

describe('checkAdapter', () => {
  it('accepts an adapter of this contract', () => {
    const adapter = createTestAdapter();
    expect(checkAdapter(adapter, 'test')).toBe(adapter);
  });

  it('says which side to upgrade for another version of the contract', () => {
    const older = { ...createTestAdapter(), specificationVersion: specificationVersion - 1 };
    const newer = { ...createTestAdapter(), specificationVersion: specificationVersion + 1 };
    const fixOf = (value: unknown) => {
      try {
        checkAdapter(value, 'some-adapter');
      } catch (error) {
        return (error as { fix?: string }).fix;
      }
      return undefined;
    };
    expect(fixOf(older)).toBe('upgrade some-adapter');
    expect(fixOf(newer)).toContain('upgrade @inspire-vla/adapter');
  });

  it('names the members that are missing', () => {
    const { layout: _layout, ...incomplete } = createTestAdapter();
    expect(() => checkAdapter(incomplete, 'some-adapter')).toThrow(/lacks layout/);
  });

  it('names what is missing within a member, and the member alone where it is missing itself', () => {
    const adapter = createTestAdapter();
    const { stop: _stop, decode: _decode, ...actions } = adapter.actions;
    expect(() => checkAdapter({ ...adapter, actions }, 'x')).toThrow(/lacks actions.stop, actions.decode$/);
    expect(() => checkAdapter({ ...adapter, actions: undefined }, 'x')).toThrow(/lacks actions$/);
  });

  it('refuses members of another kind, but not a codec that takes any shape', () => {
    const adapter = createTestAdapter();
    const anyShape = { ...adapter, actions: { ...adapter.actions, shape: null } };
    expect(checkAdapter(anyShape, 'x')).toBe(anyShape);
    expect(() => checkAdapter({ ...adapter, example: adapter.example() }, 'x')).toThrow(
      'example is of the type object, not function',
    );
    const endless = { ...adapter, actions: { ...adapter.actions, stop: null } };
    expect(() => checkAdapter(endless, 'x')).toThrow('actions.stop is of the type null, not object');
    expect(() => checkAdapter({ ...adapter, images: null }, 'x')).toThrow(/lacks images.cameras/);
  });

  it('refuses values that are no objects', () => {
    for (const value of [null, undefined, 3, 'adapter']) {
      expect(() => checkAdapter(value, 'x')).toThrow(expect.objectContaining({ code: 'ADAPTER_SHAPE' }));
    }
  });

  it('asks for the version where there is none, rather than for an upgrade', () => {
    const { specificationVersion: _version, ...unversioned } = createTestAdapter();
    expect(() => checkAdapter(unversioned, 'x')).toThrow(
      expect.objectContaining({
        code: 'ADAPTER_VERSION',
        fix: expect.stringContaining('give it specificationVersion'),
      }),
    );
  });
});
