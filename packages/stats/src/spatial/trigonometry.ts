// ECMAScript leaves the last bits of Math.sin, Math.cos and Math.atan2 to the engine. These use only + - * / and square
// roots, which IEEE 754 fixes, so that a distance is the same on every machine.

const radians = Math.PI / 180;

/** Sine and cosine of an angle from 0 to 45 degrees, by their Taylor series. */
function ofSmall(degrees: number): { sine: number; cosine: number } {
  const x = degrees * radians;
  const square = x * x;
  let sine = 1;
  let cosine = 1;
  for (let term = 18; term > 0; term -= 2) {
    cosine = 1 - (square * cosine) / (term * (term - 1));
    sine = 1 - (square * sine) / (term * (term + 1));
  }
  return { sine: x * sine, cosine };
}

/** Sine of an angle of -180 to 180 degrees. */
export function sineOfDegrees(degrees: number): number {
  const size = Math.abs(degrees);
  const acute = size > 90 ? 180 - size : size;
  const sine = acute > 45 ? ofSmall(90 - acute).cosine : ofSmall(acute).sine;
  return degrees < 0 ? -sine : sine;
}

/** Cosine of an angle of -90 to 90 degrees. */
export function cosineOfDegrees(degrees: number): number {
  return sineOfDegrees(90 - Math.abs(degrees));
}

/** The angle of 0 to pi/2 radians whose sine and cosine have the ratio of two numbers that are not below zero. */
export function angleOf(sine: number, cosine: number): number {
  if (sine > cosine) return Math.PI / 2 - angleOf(cosine, sine);
  if (sine === 0) return 0;
  let tangent = sine / cosine;
  let halvings = 0;
  for (; tangent > 0.1; halvings++) tangent /= 1 + Math.sqrt(1 + tangent * tangent);
  const square = tangent * tangent;
  let sum = 0;
  for (let odd = 17; odd > 0; odd -= 2) sum = 1 / odd - square * sum;
  return tangent * sum * 2 ** halvings;
}
