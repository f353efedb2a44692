// One line of the report: what was measured, the goal where the project set one, and whether it is met.

export interface Goal {
  readonly bound: 'at-least' | 'at-most' | 'below';
  readonly value: number;
}

export interface Line {
  readonly group: string;
  readonly what: string;
  readonly measured: number;
  /** Empty for a ratio. */
  readonly unit: '' | '×' | 'kB' | 'ms';
  /** The middle half of the samples, or the whole range of a few. */
  readonly spread?: { readonly from: number; readonly to: number };
  readonly goal?: Goal;
  readonly note?: string;
}

export function met({ measured, goal }: Line): boolean | undefined {
  if (goal === undefined) return undefined;
  if (goal.bound === 'at-least') return measured >= goal.value;
  return goal.bound === 'at-most' ? measured <= goal.value : measured < goal.value;
}

const signs = { 'at-least': '≥', 'at-most': '≤', below: '<' } as const;

function number(value: number, unit: Line['unit']): string {
  const digits = { '': 3, '×': value < 10 ? 2 : 1, kB: 1, ms: 0 };
  return value.toFixed(digits[unit]);
}

function amount(value: number, unit: Line['unit']): string {
  if (unit === '×') return `${number(value, unit)} ×`;
  return unit === '' ? number(value, unit) : `${number(value, unit)} ${unit}`;
}

function cells(line: Line): readonly string[] {
  const { what, measured, unit, spread, goal, note = '' } = line;
  const verdict = met(line);
  return [
    `  ${what}`,
    amount(measured, unit),
    spread === undefined ? '' : `${number(spread.from, unit)} … ${number(spread.to, unit)}`,
    goal === undefined ? '' : `${signs[goal.bound]} ${amount(goal.value, unit)}`,
    verdict === undefined ? '' : verdict ? 'met' : 'MISSED',
    note,
  ];
}

/** Plain text, aligned, a heading before each group. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map(cells);
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  return rows
    .map((row, i) => {
      const line = lines[i];
      const heading = line !== undefined && line.group !== lines[i - 1]?.group ? `\n${line.group}\n` : '';
      const text = row.map((cell, column) => {
        const blank = ' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length));
        return column === 1 || column === 3 ? blank + cell : cell + blank;
      });
      return heading + text.join('   ').trimEnd();
    })
    .join('\n');
}
