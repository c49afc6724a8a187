package dev.assay.cli.verify;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * The PLONK keys of SP1's releases: the constants {@code VK_…} and {@code …_SRS…} of {@code PlonkVerifier.sol} beside {@link
 * Sp1Release}'s, in gnark's encoding with compressed points. That encoding also holds lines of the pairing, which follow from
 * the setup and which the verifier skips: zero here, so the SHA-256 of these bytes is not the release's verifier hash.
 */
final class Sp1PlonkKeys {

    /** Size, its inverse, root of unity, public inputs, coset; S1 to S3; Ql, Qr, Qm, Qo, Qk; one Qcp; its row. */
    static final String V4 = """
            0000000001000000
            30644e427ce32d4886b01bfe313ba1dba6db8b2045d128178a7164500e0a6c11
            0c9fabc7845d50d2852e2a0371c6441f145e0db82e8326961c25f1e3e32b045b
            0000000000000002
            0000000000000000000000000000000000000000000000000000000000000005
            d2a48c83bdc2bd4ee1f40afcc423cc0afc88de1ea9582ba24e270756ec8cce8f
            86639c1513f4b71307b9e27b59ba424e751e278c396e503d983083c829492c0c
            9c81c1fbd342d416ee266b3a399beef9ffe2b51fff92b48d737d758d30d1241f
            e7c295f097038eb58f0f6d66aa345510a9e2ea3b5e9dc75f1823762071340428
            a41e02c138aeebc8e2fe50b6d55271f1f682e8e368fb2d21c27324ff98f3ebdd
            980091bdef5b48f8c60eaf427d872e6373841cf9920767c6a7af32dbfeaed032
            d9634c7169f97677973fe29c865df785fc3859da2968bd9b21ac0d4f64834f21
            ce19ddfd3a5601df62b35b4e93ccba750fd3b16db7c49c2b8ed111d84a007434
            00000001
            e39fd065b19f5fd14ab4226f6453ec6999736e4e4dfde3c66b68ffe2985627e7
            0000000000a59c32
            """;

    /** Likewise. */
    static final String V6 = """
            0000000002000000
            30644e5aaf0a66b91f8030da595e7d1c6787b9b45fc54c546729acf1ff053609
            2a734ebb326341efa19b0361d9130cd47b26b7488dc6d26eeccd4f3eb878331a
            0000000000000005
            0000000000000000000000000000000000000000000000000000000000000005
            d603701393714d4f650b972ae97c520dc9d8919258e08d972f649d2bfdf0557f
            ad0bb1eb0873d2ae86e3cfda5b41a547a43159ef1104bae5379acf3137040e01
            e5e62827e6ef2da615ea72d4147ed396181ca6b5d59b040ff54dcf6a5c5ca2d5
            d82dc905461ed357f2064c318ec2230e6035a6c2ae1bd7cbc8356d1636cdc270
            e3723e91417fc20ede8573a7a5f0dc8f2461c2826c2633d579f43d6747674867
            8f917bec6fae50b4b35def975a7a733ac0bfc4ca3f63afc301a3dd1e480260ce
            9378a64f1e3703721d391930a489b9dad9b4e9af25ab812a99bbc52cc75546e3
            8a4ceea4191381b55bba632042de464da4f8bbf6f2679f741403227061e12d6a
            00000001
            d1c24937ca27dec347df0bb19d095631b30f37adb6abbd2269a877d1518642a9
            0000000001820720
            """;

    /** The powers of tau of the Aztec ceremony that both use: one in G1; one and tau in G2. */
    private static final String SETUP = """
            dfa4be93b5e7f7e674d5059b63554fab99638b304ed8310e9fa44c281ac9b03b
            998e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2
            1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed
            a2f1acbb03c4508760c2430af35865e7cdf9f3eb1224504fdcc3708ddb954a48
            2a344fad01c2ed0ed73142ae1752429eaea515c6f3f6b941103cc21c2308e1cb
            """;

    private static final int LINES_BYTES = 2 * 66 * 2 * 2 * 2 * 32;
    private static final int ROW_BYTES = 8;

    private Sp1PlonkKeys() {}

    static byte[] encoded(String key) {
        byte[] circuit = bytes(key);
        int row = circuit.length - ROW_BYTES;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(circuit, 0, row);
        out.writeBytes(bytes(SETUP));
        out.writeBytes(new byte[LINES_BYTES]);
        out.writeBytes(new byte[] {0, 0, 0, 1}); // how many rows of commitments follow
        out.write(circuit, row, ROW_BYTES);
        return out.toByteArray();
    }

    private static byte[] bytes(String hexLines) {
        return HexFormat.of().parseHex(hexLines.replace("\n", ""));
    }
}
