package dev.assay.enclave.endorse;

/** Which of Intel's TCB recoveries a platform is judged by (PCS API v4, "Get TCB Info"). TCB info and QE identity are of one. */
public sealed interface TcbSelection {

    /** How long after a recovery became public Intel hands it out. */
    enum Update implements TcbSelection {
        /** When platforms had time to be updated: what Intel gives if nothing is said. */
        STANDARD("update=standard"),
        /** As soon as it is public: stricter. */
        EARLY("update=early");

        private final String query;

        Update(String query) {
            this.query = query;
        }

        @Override
        public String query() {
            return query;
        }
    }

    /**
     * One recovery, by its number.
     *
     * @param number tcbEvaluationDataNumber, from 1
     */
    record Evaluation(int number) implements TcbSelection {

        /** @throws IllegalArgumentException if the number is not positive */
        public Evaluation {
            if (number < 1) {
                throw new IllegalArgumentException("TCB evaluation data numbers start at 1, not " + number);
            }
        }

        @Override
        public String query() {
            return "tcbEvaluationDataNumber=" + number;
        }
    }

    /** The parameter in the address. */
    String query();
}
