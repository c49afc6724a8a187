package dev.assay.cli.verify;

import dev.assay.verification.Verdict;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.encoding.Groth16Format;
import dev.assay.verification.proof.encoding.PortableKey;
import java.util.HexFormat;

/**
 * The Groth16 keys of the circuits in which zkVMs wrap their proofs, from {@code Groth16Verifier.sol} of risc0-ethereum and
 * sp1-contracts, with compressed points in arkworks' form. RISC Zero's
 * selectors follow from its key, and are the vendor's; SP1's name a verifier, and say nothing of the key.
 */
final class WrapperKeys {

    /** The same in all releases. */
    private static final String RISC0 = """
            e2f26dbea299f5223b646cb1fb33eadb059d9407559d7441dfd902e3a79a4d2d
            abb73dc17fbc13021e2471e0c08bd67d8401f52b73d6d07483794cad4778180e
            0c06f33bbc4c79a9cadef253a68084d382f17788f885c9afd176f7cb2f036789
            edf692d95cbdde46ddda5ef7d422436779445c5e66006a42761e1f12efde0018
            c212f3aeb785e49712e7a9353349aaf1255dfb31b7bf60723a480d9293938e19
            33033e7fea1f40604eaacf699d4be9aacc577054a0db22d9129a1728ff85a01a
            1c3af829b62bf4914c0bcf2c81a4bd577190eff5f194ee9bac95faefd53cb003
            0600000000000000
            e43bdc655d0f9d730535554d9caa611ddd152c081a06a932a8e1d5dc259aac12
            3f42a188f683d869873ccc4c119442e57b056e03e2fa92f2028c97bc20b90787
            47c30f85444697fdf436e348711c011115963f855197243e4b39e6cbe236ca8b
            a7f2042e11f9255afbb6c6e2c3accb88e401f2aac21c097c92b3fbdb99f98a9b
            0dcd6c075ada6ed0ddfece1d4a2d005f61a7d5df0b75c18a5b2374d64e495fab
            93d4c4b1200394d5253cce2f25a59b862ee8e4cd43686603faa09d5d0d3c1c8f
            """;

    private static final String SP1_V4 = """
            e2f26dbea299f5223b646cb1fb33eadb059d9407559d7441dfd902e3a79a4d2d
            abb73dc17fbc13021e2471e0c08bd67d8401f52b73d6d07483794cad4778180e
            0c06f33bbc4c79a9cadef253a68084d382f17788f885c9afd176f7cb2f036789
            edf692d95cbdde46ddda5ef7d422436779445c5e66006a42761e1f12efde0018
            c212f3aeb785e49712e7a9353349aaf1255dfb31b7bf60723a480d9293938e19
            548e0e8380bc6b903abdb16eecd9e1e54fc80345a6d34055eff30526aec9652b
            1392906effd00cb94f0efb0303d84eaa08e7425dd7cb34308eaa1115e8ab2e26
            0300000000000000
            f70e83568364e74b565859af8ad37675b6a0e69ce4bb2dae6232353fc1e0d68e
            e3c932f53a1c69233c846c0d7fd938d6fb6ec6fa7f0c25b6ff286f698f1b619b
            8d7ba84ddfe70385801e86daa3f00fd58ceee6cf3711207b26916cde6b087429
            """;

    private static final String SP1_V6 = """
            3a6ebe350f4c9b104ed46ee0702375fd9fa438d537281c51ec47ee8abced38a8
            33f9aa54f72d2d16ba77cc79880527da5809fcaee7f1baf2ac88eb0e6657642f
            45fdb9159a20525a33e5ca9256da2607571f44cae6336dd73aba4f1284be8c02
            edf692d95cbdde46ddda5ef7d422436779445c5e66006a42761e1f12efde0018
            c212f3aeb785e49712e7a9353349aaf1255dfb31b7bf60723a480d9293938e19
            b145245b045244dec38e589e22d50edbcf90eda58158e5643a180debe956da08
            fa7a811fa72220b28153156f4d585888db359ca6f12b48a7f4d7c50527b621af
            0600000000000000
            64a54f0edbee5d82e072c938cdfa79537497f9ff7c99c61dd8ea621e88d52caa
            c469c3f19324a6a0a758d0b74498a67423116dcd9380d736aef5c53bd1179ea1
            d6b2d2402dda8fefe70acebace5a652e5e6e7915a99b8748a2599330a2718c25
            232acd07f3504ba5961a518dd7eef8fa3b66277aab2bb2e0fcace85ef6b04589
            5c23e939b9d5d499a2f412db3459b601e1909c7bb16112177fc9c48eba3c0b29
            16f90ce6895eda27193d7c930e92bf652997e55bc5a06952c3ab640ba34e47a2
            """;

    private WrapperKeys() {}

    static VerifiedKey risc0() {
        return key(RISC0);
    }

    static VerifiedKey sp1V4() {
        return key(SP1_V4);
    }

    static VerifiedKey sp1V6() {
        return key(SP1_V6);
    }

    private static VerifiedKey key(String hexLines) {
        byte[] file = HexFormat.of().parseHex(hexLines.replace("\n", ""));
        if (Groth16Format.ARKWORKS.readKey(file) instanceof Verdict.Verified<PortableKey>(PortableKey key)) {
            return key.key();
        }
        throw new IllegalStateException("a key of this version is damaged");
    }
}
