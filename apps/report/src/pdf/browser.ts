/** A Chrome or Chromium and what it needs to start. */
export interface Browser {
  /** Product and version, such as "Chromium 143.0.7499.0": what the PDF's bytes depend on. */
  name: string;
  executablePath: string;
  /** Added to the environment of the browser's process. */
  env: Readonly<Record<string, string>>;
  /** A headless-only build, which is started the old way. */
  headlessShell: boolean;
}
