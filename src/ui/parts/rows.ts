/** Rows to draw some of: an array, or what makes a row when it is asked for. */
export interface Rows<T> {
  readonly length: number;
  at(place: number): T | undefined;
}
