/** Of what a suite goes through exhaustively. 1: all. More where mutants are to be met quickly (`test/mutation`). */
export const everyNth = Number(process.env['EVERY_NTH'] ?? 1)
