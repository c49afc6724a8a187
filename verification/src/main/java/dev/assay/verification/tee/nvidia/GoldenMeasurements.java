package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a device's manifests together say that it may report, by index, which starts at 0. */
record GoldenMeasurements(SortedMap<Integer, List<byte[]>> golden) {

    /** Of the first video decoder's firmware: it is not measured where that is off (nvtrust, "MSR 35"). */
    private static final int NVDEC0_INDEX = 35;

    /** @throws Rejection if two manifests speak of one measurement: one of them would decide which */
    static GoldenMeasurements of(List<NvidiaRim> rims) {
        SortedMap<Integer, List<byte[]>> merged = new TreeMap<>();
        for (NvidiaRim rim : rims) {
            rim.golden().forEach((index, values) -> {
                if (merged.put(index, values) != null) {
                    throw new Rejection(Reason.RIM_CONFLICT, "two manifests give measurement " + index);
                }
            });
        }
        return new GoldenMeasurements(merged);
    }

    /**
     * Each golden value must be reported, and equal one of its alternatives.
     *
     * @throws Rejection with each measurement that does not
     */
    void check(SpdmReport report, NvidiaArchitecture architecture) {
        if (report.measurements().size() < golden.size()) {
            throw new Rejection(
                    Reason.EVIDENCE_MEASUREMENT,
                    report.measurements().size() + " measurements, golden " + golden.size());
        }
        boolean decoderOff = !architecture.isSwitch() && !report.fields().isNvdec0Enabled();
        Checks checks = new Checks();
        golden.forEach((index, values) -> {
            if (index != NVDEC0_INDEX || !decoderOff) {
                checks.make(() -> check(report, index, values));
            }
        });
        checks.end();
    }

    /** SPDM counts from 1. */
    private static void check(SpdmReport report, int index, List<byte[]> values) {
        byte[] reported = report.measurements().getOrDefault(index + 1, new byte[0]);
        if (values.stream().noneMatch(value -> Arrays.equals(value, reported))) {
            throw new Rejection(
                    Reason.EVIDENCE_MEASUREMENT,
                    "measurement " + index + " is " + HexFormat.of().formatHex(reported));
        }
    }
}
