package dev.assay.bench.auction;

/**
 * A job of the simulation; times in milliseconds since its beginning.
 *
 * @param workMillis on a node of speed one
 * @param valueMicros to the requester until the soft deadline; also the reserve
 * @param soft by then it is worth all of it
 * @param hard and by then nothing
 */
record SimJob(int number, double at, double workMillis, long valueMicros, double soft, double hard) {

    /** What a proof is worth at that time, of a whole. */
    double shareAt(double time) {
        if (time <= soft) {
            return 1;
        }
        return time >= hard ? 0 : (hard - time) / (hard - soft);
    }
}
