/** Lays rows of cells out in columns, two spaces apart; the last column is not padded. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, visibleLength(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : pad(cell, widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - visibleLength(cell)));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with ESC and take no room
const colourCode = /\u001b\[\d+m/g;

function visibleLength(cell: string): number {
  return [...cell.replace(colourCode, '')].length;
}
