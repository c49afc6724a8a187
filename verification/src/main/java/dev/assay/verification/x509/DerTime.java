package dev.assay.verification.x509;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;

/**
 * A time as RFC 5280 has it (sections 4.1.2.5.1 and 4.1.2.5.2): whole seconds of UTC, with a Z. The ASN.1 library takes
 * offsets and fractions as well, and counts years before 1583 by another calendar than other readers of the same bytes.
 */
final class DerTime {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final int UTC_TIME_BYTES = 13;

    private DerTime() {}

    /** @throws RuntimeException unless it is such a time; the caller says of what */
    static Instant of(ASN1Encodable time) throws IOException {
        ASN1Primitive primitive = time.toASN1Primitive();
        byte[] der = primitive.getEncoded(ASN1Encoding.DER);
        String text = new String(der, 2, der.length - 2, StandardCharsets.US_ASCII);
        return switch (primitive) {
            case ASN1UTCTime utc
            when text.length() == UTC_TIME_BYTES ->
                SECONDS.parse((text.charAt(0) < '5' ? "20" : "19") + text, Instant::from);
            case ASN1GeneralizedTime generalized -> SECONDS.parse(text, Instant::from);
            default -> throw new IllegalArgumentException("not a time");
        };
    }
}
