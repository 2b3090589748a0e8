/**
 * Fills the placeholders of one of LeRobot's paths, which are Python's: `{episode_index:06d}`, `{video_key}`.
 *
 * @param values - by placeholder; one that is not among them is kept as it stands.
 */
export function formatPath(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)(?::0(\d)d)?\}/g, (placeholder, name: string, digits = '1') =>
    Object.hasOwn(values, name) ? String(values[name]).padStart(Number(digits), '0') : placeholder,
  );
}
