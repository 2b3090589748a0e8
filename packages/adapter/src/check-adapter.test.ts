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
