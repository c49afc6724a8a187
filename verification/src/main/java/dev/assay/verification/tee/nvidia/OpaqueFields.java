package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of itself in the opaque data of its response: type and length, two bytes each, and the value, one
 * after the other. The types are NVIDIA's (attestation-sdk, {@code gpu_opaque_data_parser.hpp} and
 * {@code switch_opaque_data_parser.hpp}); those that are not listed here are signed and not read.
 */
final class OpaqueFields {

    private static final int DRIVER_VERSION = 3;
    private static final int VBIOS_VERSION = 6;
    private static final int NVDEC0_STATUS = 11;
    private static final int CHIP_SKU = 15;
    private static final int PROJECT = 17;
    private static final int PROJECT_SKU = 18;
    private static final int FWID = 20;
    private static final int PROTECTED_PCIE_STATUS = 21;
    /** Of a GPU: the switches at its links. Of a switch: the switch itself. */
    private static final int PDI = 22;

    private static final int SWITCH_GPU_PDIS = 26;
    private static final int CHIP_INFO = 35;
    private static final int FEATURE_FLAG = 36;

    private static final int ENABLED = 0xAA;
    private static final int DISABLED = 0x55;

    private static final int PDI_BYTES = 8;
    /** So many device identifiers stand at the start of a switch's list; the ports that lead to them follow. */
    private static final int GPUS_OF_A_SWITCH = 8;

    private static final int VBIOS_BYTES = 8;
    private static final int MAX_FIELDS = 64;
    private static final Pattern TEXT = Pattern.compile("[!-~]{0,64}");
    private static final HexFormat HEX = HexFormat.of();

    private final Map<Integer, byte[]> values;

    private OpaqueFields(Map<Integer, byte[]> values) {
        this.values = values;
    }

    static OpaqueFields parse(byte[] opaque) {
        SpdmBytes in = new SpdmBytes(opaque);
        Map<Integer, byte[]> values = new TreeMap<>();
        while (!in.isAtEnd()) {
            int type = in.readUnsigned(2);
            if (values.put(type, in.read(in.readUnsigned(2))) != null || values.size() > MAX_FIELDS) {
                throw invalid(type, "comes twice, or is one too many");
            }
        }
        return new OpaqueFields(values);
    }

    /** Such as {@code 580.159.03}; empty for a switch. */
    String driver() {
        return text(DRIVER_VERSION);
    }

    /** Such as {@code 96.00.74.00.20}: a GPU's is packed into 8 bytes, a switch's is text. */
    String vbios(NvidiaArchitecture architecture) {
        byte[] field = values.getOrDefault(VBIOS_VERSION, new byte[0]);
        if (!architecture.isSwitch() && field.length != VBIOS_BYTES) {
            throw invalid(VBIOS_VERSION, "has " + field.length + " bytes");
        }
        return architecture.isSwitch() ? text(VBIOS_VERSION) : VbiosVersion.of(field);
    }

    String project() {
        return text(PROJECT);
    }

    String projectSku() {
        return text(PROJECT_SKU);
    }

    String chipSku() {
        return text(CHIP_SKU);
    }

    /** Such as {@code GB202}; empty where it is not said. */
    String chipInfo() {
        return text(CHIP_INFO);
    }

    /** The digest of the firmware that holds the signing key; older firmware does not say it. */
    Optional<byte[]> fwid() {
        return Optional.ofNullable(values.get(FWID));
    }

    /** Whether the first video decoder is on, without which its measurement means nothing. */
    boolean isNvdec0Enabled() {
        return isEnabled(NVDEC0_STATUS).orElseThrow(() -> invalid(NVDEC0_STATUS, "is absent"));
    }

    /** How the device shares its links; by the flag, or by the older status. */
    Optional<NvidiaMode> mode() {
        byte @Nullable [] flag = values.get(FEATURE_FLAG);
        if (flag != null) {
            return Optional.of(NvidiaMode.ofFlag(HEX.formatHex(flag)));
        }
        return isEnabled(PROTECTED_PCIE_STATUS).filter(on -> on).map(on -> NvidiaMode.PROTECTED_PCIE);
    }

    private Optional<Boolean> isEnabled(int type) {
        byte @Nullable [] value = values.get(type);
        if (value == null) {
            return Optional.empty();
        }
        int status = value.length == 1 ? Byte.toUnsignedInt(value[0]) : -1;
        if (status != ENABLED && status != DISABLED) {
            throw invalid(type, "is " + status);
        }
        return Optional.of(status == ENABLED);
    }

    /** Of a switch: its own identifier, in lower case hexadecimal digits. */
    Optional<String> ownPdi() {
        return pdis(PDI, 1).stream().findFirst();
    }

    /** Of a GPU: the switches at its links, each once; a link that is off is all zero. */
    List<String> switchPdis() {
        return pdis(PDI, Integer.MAX_VALUE).stream()
                .map(OpaqueFields::reversed)
                .filter(pdi -> !pdi.matches("0+"))
                .distinct()
                .sorted()
                .toList();
    }

    /** Of a switch: the GPUs at its ports, each once. */
    List<String> gpuPdis() {
        return pdis(SWITCH_GPU_PDIS, GPUS_OF_A_SWITCH).stream()
                .filter(pdi -> !pdi.matches("0+|f+"))
                .distinct()
                .sorted()
                .toList();
    }

    private List<String> pdis(int type, int most) {
        byte[] value = values.getOrDefault(type, new byte[0]);
        if (value.length % PDI_BYTES != 0) {
            throw invalid(type, "has " + value.length + " bytes");
        }
        List<String> pdis = new ArrayList<>();
        for (int at = 0; at < value.length && pdis.size() < most; at += PDI_BYTES) {
            pdis.add(HEX.formatHex(value, at, at + PDI_BYTES));
        }
        return pdis;
    }

    /** A GPU writes a switch's identifier back to front. */
    private static String reversed(String pdi) {
        StringBuilder reversed = new StringBuilder();
        for (int at = pdi.length(); at > 0; at -= 2) {
            reversed.append(pdi, at - 2, at);
        }
        return reversed.toString();
    }

    /** Text up to its NULs, of which there may be several; empty where it is absent. */
    private String text(int type) {
        byte[] value = values.getOrDefault(type, new byte[0]);
        int end = value.length;
        while (end > 0 && value[end - 1] == 0) {
            end--;
        }
        String text = new String(Arrays.copyOf(value, end), StandardCharsets.ISO_8859_1);
        if (!TEXT.matcher(text).matches()) {
            throw invalid(type, "is no text");
        }
        return text;
    }

    private static Rejection invalid(int type, String what) {
        return new Rejection(Reason.EVIDENCE_FIELD_INVALID, "opaque field " + type + ' ' + what);
    }
}
