/** A folder of entries that can all be made again. Several processes may use it at once. */
export interface CacheFolder {
  readonly dir: string;
  /** Names of what is there when the folder is opened. */
  readonly names: ReadonlySet<string>;
  /** The bytes of an entry; null where there is none. */
  read(name: string): Promise<Buffer | null>;
  /** Puts an entry under its name, whole or not at all. False where it cannot be written. */
  write(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Notes that an entry has been used. */
  touch(name: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Takes away the entries used longest ago, until the rest is within the limit. */
  trim(limit: number): Promise<void>;
}
