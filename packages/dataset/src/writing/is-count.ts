/** Whether a number counts something that is there. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}
