// A mutant meets each property for a fifth of a second, and the first failure will do: it need not be made small.
import fc from 'fast-check'

fc.configureGlobal({ endOnFailure: true, interruptAfterTimeLimit: 200 })
