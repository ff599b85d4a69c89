/** What is drawn of a group of specifications: where its numbers stand in the memory. */
@unmanaged
export class Group {
  /** Rows, and units that are drawn from. */
  n: u32;
  units: u32;
  /** n uint32: 4 x the unit of each row. */
  places: usize;
  /** Room for a uint32 a unit: how often each is drawn. */
  counts: usize;
  /** Room for n uint32: where the scores of a row that is drawn stand. */
  positions: usize;
  /** Rows that are drawn, as all of them have it and as a stack of some of them has it. */
  all: List;
  some: List;
  /** Effects, made up to an even number. */
  slots: u32;
  /** Room for n x slots float64: scores of the rows drawn, effects side by side. */
  scores: usize;
  /** Room for a float64 a slot. */
  deviations: usize;
  squares: usize;
  clusterings: u32;
  /** n x clusterings uint32: where the sums of a row's clusters stand. */
  clusters: usize;
  /** Room for the sums, a float64 a slot of each cluster of each clustering; its bytes; where each clustering's end. */
  sums: usize;
  sumBytes: u32;
  sumEnds: usize;
  /** Room for two vectors of the widest stack, each number of it twice. */
  direction: usize;
  pairs: usize;
  stacks: usize;
  stackCount: u32;
}

/** Room for a list of up to n + 1 rows. */
@unmanaged
export class List {
  /** uint32: the rows. */
  rows: usize;
  /** float64: how often each is drawn. */
  times: usize;
  /** uint32: where its scores stand. */
  targets: usize;
}

/** A design of a group, and the residuals that are regressed on it. */
@unmanaged
export class Stack {
  k: u32;
  /** Bytes of a row of the design, whose columns are made up to an even number by zeros. */
  width: u32;
  q: usize;
  /** Where it has some rows of the group only: how many, 4 x the unit of each, 4 x which they are. Else 0. */
  some: u32;
  places: usize;
  rows: usize;
  /** Residuals: parts side by side, row by row, float64. */
  parts: u32;
  residuals: usize;
  /** Room for k, made up to an even number, and parts rows. */
  totals: usize;
  /** The first parts, an even number, are those of the effects from this one on, and of no other. */
  aligned: u32;
  slot: u32;
  /** float64 an aligned part. */
  scales: usize;
  /** Where the uses of each of the other parts end, uint32; each use has its effect, uint32, and at 8 its scale. */
  useEnds: usize;
  uses: usize;
}
