import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { root } from './repository.js';

interface Container {
  readonly image: string;
  readonly envFrom: readonly { readonly configMapRef?: { readonly name: string } }[];
}

/** What of the manifests is looked at here beyond their types. */
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec: {
    readonly completions?: number;
    readonly podReplacementPolicy?: string;
    readonly template: {
      readonly spec: {
        readonly initContainers?: readonly Container[];
        readonly containers: readonly Container[];
        readonly volumes: readonly unknown[];
      };
    };
  };
}

const types: Readonly<Record<string, string>> = {
  Job: 'kubernetes-types/batch/v1',
  ConfigMap: 'kubernetes-types/core/v1',
};

function read(name: string): readonly Manifest[] {
  const text = readFileSync(join(root, 'examples/kubernetes', name), 'utf8');
  return parseAllDocuments(text, { strict: true, uniqueKeys: true }).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as Manifest;
  });
}

/** What the types of Kubernetes' API say of a manifest: unknown names, wrong types, missing fields. */
function complaints(manifest: { readonly kind: string }): readonly string[] {
  const file = join(root, 'scripts/checks/manifest.ts');
  const { kind } = manifest;
  const module = types[kind] ?? 'unknown';
  const code = `import type { ${kind} } from '${module}';\nexport const manifest: ${kind} = ${JSON.stringify(manifest)};\n`;
  const options = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, code, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], { ...options, noEmit: true, types: [] }, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('the Kubernetes example', () => {
  const [settings, annotate] = read('annotate.yaml');
  const [merge] = read('merge.yaml');
  const jobs = [annotate, merge].filter((job) => job !== undefined);

  it.each([settings, annotate, merge].map((manifest) => [manifest?.metadata.name, manifest] as const))(
    'is what the API takes: %s',
    (_, manifest) => {
      expect(manifest === undefined ? ['missing'] : complaints(manifest)).toEqual([]);
    },
  );

  it('is not taken by the API with a wrong name, type or without a template', () => {
    const job = annotate ?? { kind: 'Job', spec: { template: { spec: {} } } };
    const { template } = job.spec;
    expect(complaints({ ...job, spec: { ...job.spec, completion: 8 } } as Manifest)).toHaveLength(1);
    expect(complaints({ ...job, spec: { ...job.spec, completions: '8' } } as never)).toHaveLength(1);
    expect(complaints({ ...job, spec: { completions: 8 } } as never)).toHaveLength(1);
    const misspelt = { ...template, spec: { ...template.spec, restartpolicy: 'Never' } };
    expect(complaints({ ...job, spec: { ...job.spec, template: misspelt } } as Manifest)).toHaveLength(1);
  });

  it('begins no pod while another of the same part is still ending, since it takes the lock away', () => {
    expect(jobs.map(({ spec }) => spec.podReplacementPolicy)).toEqual(['Failed', 'Failed']);
  });

  it('says the same number of parts twice, and the same image, settings and volumes in both jobs', () => {
    expect(settings?.data?.['JOB_COMPLETION_COUNT']).toBe(String(annotate?.spec.completions));
    const containers = jobs.flatMap(({ spec }) => [
      ...(spec.template.spec.initContainers ?? []),
      ...spec.template.spec.containers,
    ]);
    expect(containers).toHaveLength(3);
    expect(new Set(containers.map(({ image }) => image)).size).toBe(1);
    for (const { envFrom } of containers)
      expect(envFrom[0]?.configMapRef?.name).toBe(settings?.metadata.name);
    expect(merge?.spec.template.spec.volumes).toEqual(annotate?.spec.template.spec.volumes);
  });
});
