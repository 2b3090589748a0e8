import type { AskedPolicy } from './asked-policy.js';
import { createFolderPolicy } from './folder-policy.js';
import type { PolicyChoice } from './requests.js';
import { createServerPolicy } from './server-policy.js';

/** Makes a policy from its choice. */
export async function createPolicy(choice: PolicyChoice, replan: number | null): Promise<AskedPolicy> {
  const { createExpertPolicy, createRandomPolicy } = await import('@inspire-vla/tabletop');
  if (choice.kind === 'server') return createServerPolicy(choice.url, replan);
  if (choice.kind === 'model') return createFolderPolicy(choice, replan);
  return choice.kind === 'expert' ? createExpertPolicy() : createRandomPolicy();
}
