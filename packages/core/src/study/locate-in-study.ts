import { InputError, placeInYaml } from '@inverse-care/domain';

/**
 * An error about a key of a study that only the data could tell, with the line and column where the study's file has it.
 * Other errors are given back as they are.
 * @param text of the study file.
 * @param file how to call it.
 */
export function locateInStudy(error: unknown, text: string, file: string): unknown {
  if (!(error instanceof InputError) || error.place.inStudy === undefined) return error;
  const { expected, remedy } = error;
  return new InputError(error.message, {
    place: placeInYaml(text, file, error.place.inStudy),
    ...(expected === undefined ? {} : { expected }),
    ...(remedy === undefined ? {} : { remedy }),
  });
}
