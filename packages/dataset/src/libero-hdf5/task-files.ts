/** The most letters of an instruction in a file's name; systems take 255 bytes. */
const longestName = 180;

/**
 * Names of the files of tasks, as LIBERO names them: `put the bowl on the plate` is in
 * `put_the_bowl_on_the_plate_demo.hdf5`. Instructions that would share a name are numbered.
 */
export function taskFiles(instructions: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    instructions.map((instruction) => {
      const stem = stemOf(instruction);
      let name = `${stem}_demo.hdf5`;
      // Some file systems do not tell upper from lower case.
      for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${stem}_${number}_demo.hdf5`;
      taken.add(name.toLowerCase());
      return [instruction, name] as const;
    }),
  );
}

function stemOf(instruction: string): string {
  const stem = instruction.replaceAll(/[^A-Za-z0-9.-]+/g, '_').replaceAll(/^[_.]+|_+$/g, '');
  return stem.slice(0, longestName) || 'task';
}
