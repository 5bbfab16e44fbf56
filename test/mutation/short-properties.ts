// A mutant meets each property for half a second, and the first failure will do: it need not be made small.
import fc from 'fast-check'

fc.configureGlobal({ endOnFailure: true, interruptAfterTimeLimit: 500 })
