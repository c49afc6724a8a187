package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a reference manifest says: a software identification tag (ISO/IEC 19770-2:2015) with the TCG's attributes for
 * reference integrity manifests, as NVIDIA fills it.
 *
 * @param edition {@code GPU} or {@code SWITCH}
 * @param product the chip, such as {@code GH100}
 * @param version of the driver or the VBIOS
 * @param golden by index, which starts at 0, the values that a device may report; only those that are in use
 */
record RimContent(String edition, String product, String version, SortedMap<Integer, List<byte[]>> golden) {

    private static final String SWID = "http://standards.iso.org/iso/19770/-2/2015/schema.xsd";
    private static final String TCG =
            "https://trustedcomputinggroup.org/resource/tcg-reference-integrity-manifest-rim-information-model/";
    private static final String HASHES = "http://www.w3.org/2001/04/xmlenc#sha384";

    /** IANA's private enterprise number of NVIDIA. */
    private static final String NVIDIA = "5703";

    /** SPDM counts measurements from 1 to 254 (DSP0274, table 53), manifests one less. */
    private static final int MAX_INDEX = 253;

    private static final int MAX_HASH_BYTES = 64;

    static RimContent of(XmlElement root) {
        if (!root.is(SWID, "SoftwareIdentity")) {
            throw invalid("not a software identity");
        }
        // A supplement or a patch would have to be read together with the tag that it changes.
        for (String kind : List.of("corpus", "patch", "supplemental")) {
            if (!root.attribute(kind).orElse("false").equals("false")) {
                throw invalid("a " + kind + " tag");
            }
        }
        XmlElement meta = only(root, "Meta");
        if (!meta.attribute(TCG, "FirmwareManufacturerId").orElse("").equals(NVIDIA)) {
            throw invalid("another manufacturer than NVIDIA");
        }
        return new RimContent(
                required(meta, "edition"),
                required(meta, "product"),
                required(meta, "colloquialVersion"),
                golden(only(root, "Payload")));
    }

    private static XmlElement only(XmlElement parent, String name) {
        List<XmlElement> found = parent.elements().stream()
                .filter(element -> element.is(SWID, name))
                .toList();
        if (found.size() != 1) {
            throw invalid(found.size() + " elements " + name);
        }
        return found.getFirst();
    }

    private static SortedMap<Integer, List<byte[]>> golden(XmlElement payload) {
        SortedMap<Integer, List<byte[]>> golden = new TreeMap<>();
        List<Integer> seen = new ArrayList<>();
        for (XmlElement resource : payload.elements()) {
            if (!resource.is(SWID, "Resource") || !required(resource, "type").equals("Measurement")) {
                throw invalid("something other than measurements");
            }
            int index = number(resource, "index", MAX_INDEX);
            if (seen.contains(index)) {
                throw invalid("measurement " + index + " comes twice");
            }
            seen.add(index);
            List<byte[]> values = values(resource);
            if (isActive(resource)) {
                golden.put(index, values);
            }
        }
        if (golden.isEmpty()) {
            throw invalid("no measurement is in use: any device would match");
        }
        return Collections.unmodifiableSortedMap(golden);
    }

    private static boolean isActive(XmlElement resource) {
        return switch (required(resource, "active")) {
            case "True" -> true;
            case "False" -> false;
            default -> throw invalid("a measurement that is neither in use nor not");
        };
    }

    /** Hash0 up to as many as there are alternatives, and no more. */
    private static List<byte[]> values(XmlElement resource) {
        int sizeBytes = number(resource, "size", MAX_HASH_BYTES);
        int alternatives = number(resource, "alternatives", MAX_HASH_BYTES);
        long hashes = resource.attributes().stream()
                .filter(attribute -> attribute.namespace().equals(HASHES))
                .count();
        if (alternatives == 0 || hashes != alternatives) {
            throw invalid(hashes + " hashes for " + alternatives + " alternatives");
        }
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < alternatives; i++) {
            String name = "Hash" + i;
            values.add(hash(resource.attribute(HASHES, name).orElseThrow(() -> invalid("no " + name)), sizeBytes));
        }
        return Collections.unmodifiableList(values);
    }

    private static byte[] hash(String digits, int sizeBytes) {
        if (sizeBytes == 0 || digits.length() != 2 * sizeBytes || !digits.matches("[0-9a-fA-F]*")) {
            throw invalid("a hash that is not " + sizeBytes + " bytes");
        }
        return HexFormat.of().parseHex(digits);
    }

    private static int number(XmlElement element, String name, int most) {
        String digits = required(element, name);
        if (!digits.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(digits) > most) {
            throw invalid(name + " is not 0 to " + most);
        }
        return Integer.parseInt(digits);
    }

    private static String required(XmlElement element, String name) {
        return element.attribute(name).orElseThrow(() -> invalid(element.name() + " without " + name));
    }

    private static Rejection invalid(String detail) {
        return new Rejection(Reason.RIM_SCHEMA, detail);
    }
}
