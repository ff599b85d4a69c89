import { icbOf, regionOf, subIcbs } from '@inverse-care/domain';

/** What the generator believes about a sub-ICB location: rough, by hand, for a lively map and no more. */
export interface Place {
  /** ODS code, such as 36L. */
  code: string;
  onsCode: string;
  name: string;
  icbCode: string;
  icbName: string;
  regionCode: string;
  regionName: string;
  /** Registered patients, tens of thousands, relative only. */
  size: number;
  /** Share of people in rural neighbourhoods, 0 to 1. */
  rural: number;
  /** Deprivation, standard deviations above England's mean. */
  deprivation: number;
  /** Share of Asian ethnicity, 0 to 1. */
  asian: number;
  /** Share of Black ethnicity, 0 to 1. */
  black: number;
}

// Code, patients (tens of thousands), then in hundredths: rural, deprivation, Asian, Black. Rounded guesses by hand.
const table = `
00L 33 45 0 1 1|00N 16 4 60 2 1|00P 29 5 70 2 1|00Q 18 8 90 28 1|00R 18 1 120 2 1|00T 32 5 50 14 3
00V 21 6 20 11 2|00X 18 18 -10 4 1|00Y 26 5 80 25 3|01A 39 12 60 12 1|01D 24 8 80 18 3|01E 22 6 50 19 2
01F 13 2 60 2 1|01G 29 2 80 6 5|01H 32 52 10 1 0|01J 17 2 130 2 1|01K 36 35 10 4 1|01T 15 2 50 2 1
01V 13 4 -20 2 1|01W 32 5 -20 7 1|01X 20 4 50 2 1|01Y 25 5 60 9 2|02A 25 4 -30 14 4|02E 22 6 0 3 1
02G 12 25 30 2 1|02H 34 4 40 3 1|02M 18 8 40 2 1|02P 26 20 40 2 1|02Q 12 40 20 3 2|02T 22 25 30 12 1
02X 33 18 50 4 2|02Y 31 55 -20 2 1|03F 30 2 110 4 2|03H 17 8 60 2 1|03K 18 40 20 4 1|03L 27 14 50 6 2
03N 60 6 50 11 5|03Q 37 48 -60 3 1|03R 39 16 40 4 2|03W 34 42 -60 6 1|04C 43 0 70 42 7|04V 40 32 -60 9 1
04Y 14 25 10 3 1|05D 14 30 -10 8 2|05G 22 40 -20 2 1|05Q 22 30 -50 3 1|05V 15 35 -40 3 1|05W 29 4 80 8 3
06H 99 45 -20 9 2|06K 62 22 -50 8 3|06L 42 45 -10 4 3|06N 66 18 -60 11 4|06Q 40 30 -50 3 2|06T 36 32 30 4 2
07G 18 10 -10 5 9|07H 32 30 -30 5 5|07K 26 52 -40 3 2|09D 33 1 0 6 2|10Q 78 38 -70 7 2|10R 23 0 30 8 3
11J 81 30 -20 3 1|11M 67 32 -50 3 1|11N 59 62 20 1 0|11X 60 55 -10 2 1|12F 34 4 70 2 1|13T 54 4 60 9 4
14L 71 0 100 19 11|14Y 57 32 -90 13 3|15A 58 26 -80 13 4|15C 107 18 0 6 4|15E 137 1 110 32 10|15F 90 10 40 10 6
15M 108 25 10 6 2|15N 126 42 0 2 1|16C 73 14 70 5 1|18C 82 42 -10 4 1|26A 110 48 10 4 2|27D 77 34 -40 3 1
36J 67 12 90 38 3|36L 168 1 -40 17 12|42D 17 55 -90 2 1|52R 112 16 50 10 5|70F 94 28 -60 5 1|71E 83 50 20 3 1
72Q 205 1 50 9 23|78H 82 32 0 7 4|84H 56 40 50 1 0|91Q 194 28 10 7 4|92A 111 16 -90 8 2|92G 101 45 -50 4 1
93C 178 0 40 13 15|97R 58 30 20 3 1|99A 56 0 140 6 4|99C 22 4 20 3 1|99E 29 10 20 4 3|99F 18 6 0 3 1
99G 19 2 30 5 3|A3A8R 242 1 70 32 16|B2M3M 106 22 0 13 4|D2P2L 156 1 100 24 8|D4U1Y 82 10 -50 17 3|D9Y0V 172 26 -30 5 2
M1J4Y 109 20 10 17 8|M2L0M 53 48 10 4 2|W2U3Z 280 0 30 33 11|X2C4Y 46 14 60 19 3`;

const beliefs = new Map(
  table
    .split(/[|\n]/)
    .filter((line) => line !== '')
    .map((line) => {
      const [code, ...numbers] = line.split(' ');
      return [code!, numbers.map(Number) as [number, number, number, number, number]] as const;
    }),
);

/** The 106 sub-ICB locations of England in the core's order. */
export const places: readonly Place[] = subIcbs.map((area) => {
  const [size, rural, deprivation, asian, black] = beliefs.get(area.code)!;
  const icb = icbOf(area.icbCode)!;
  return {
    code: area.code,
    onsCode: area.onsCode,
    name: area.name,
    icbCode: icb.code,
    icbName: icb.name,
    regionCode: icb.regionCode,
    regionName: regionOf(icb.regionCode)!.name,
    size,
    rural: rural / 100,
    deprivation: deprivation / 100,
    asian: asian / 100,
    black: black / 100,
  };
});
