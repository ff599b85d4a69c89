/** A heading and what is said under it. */
export interface Said {
  label: string;
  text: string;
}
