package dev.assay.verification.proof.encoding;

import static dev.assay.verification.proof.encoding.Sample.assertReason;
import static dev.assay.verification.proof.encoding.Sample.hex;
import static dev.assay.verification.proof.encoding.Sample.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.encoding.PortableKey.Twins;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys and proofs that other programs wrote and that are published. */
class PublishedVectorTest {

    /** ark-groth16 0.4 over BN254: Sui's repository, the example of its module groth16. */
    private static final byte[] ARKWORKS_KEY = hex("""
            9559a9430cc529483c918db02dd7be4fa59120bca246bc9efcdc9c7e5ad7df84
            aca86600d0f608d0d23baedf750176fc9b3e50872e2e85bab4ab03e23f7c3d04
            a2b91aa1bdd80c0a69b43f481a640d47e13b6103040896f28bda039e75c9e00f
            a719a6138a6fdf7d51feca0f36b4752cae67d3fc6073f860fba34ed825771f03
            365a8cd86b0f79d680e62e17be1f9b108fdab820046060d7b9f5a8fb5c31d1af
            7b0d2014d5c1b3a3cd3fe4b3a1da3edab11644a355dec1a5f4bc9f284f441b2a
            79af04d9a9ffa8078ca3ffc09a0d9f1fa6c0d7e61b397d4fdbac5132f1188105
            0200000000000000
            2bb18134320f28f5cb213771b477439d16a5a2063535baf69062f98aa97002a9
            710154638a0ab5ab2bd5d241e05fd43bc06217b62ff18820e4ca55b5ba1305a3
            """);

    private static final byte[] ARKWORKS_PROOF = hex("""
            60586063ff131ab34fc0dd672b0b93f99c1862d68a3d15f4deb975a7dd7ca884
            62ae976fe6849298f5f6b91023243c179d39da94ebedf08a9da4ee9a357e4015
            afdfc0e3624c608cb7cd580c3268ffe9e66a229f731f288b9ed56b615dbba592
            eb26f14f85207e16956b12172aa66b6c1067193413dc48f4c7330ba960dd0790
            """);

    /** ark-groth16 0.4 over BLS12-381: the same repository, its example of a verifier; alpha, beta, gamma, delta, two IC. */
    private static final byte[] ARKWORKS_KEY_BLS12_381 = hex("""
            b58cfc3b0f43d98e7dbe865af692577d52813cb62ef3c355215ec3be2a0355a1ae5da76dd3e626f8a60de1f4a8138dee
            9047b42915b32ef9dffe3acc0121a1450416e7f9791159f165ab0729d744da3ed82cd4822ca1d7fef35147cfd620b59b
            0ca09db7dff43aab6c71635ba8f86a83f058e9922e5cdacbe21d0e5e855cf1e776a61b272c12272fe526f5ba3b48d579
            ad7c5a6cefcae53a3fbae72662c7c04a2f8e1892cb83615a02b32c31247172b7f317489b84e72f14acaf4f3e9ed18141
            157c6c1464bf15d957227f75a3c550d6d27f295b41a753340c6eec47b471b2cb8664c84f3e9b725325d3fb8afc6b56d0
            b1294927d02f8e86ac57c3b832f4ecf5e03230445a9a785ac8d25cf968f48cca8881d0c439c7e8870b66567cf611da0c
            1734316632f39d3125c8cecca76a8661db91cbfae217547ea1fc078a24a1a31555a46765011411094ec649d42914e2f5
            0200000000000000
            b2c9c61ccc28e913284a47c34e60d487869ff423dd574db080d35844f9eddd2b2967141b588a35fa82a278ce39ae6b1a
            9026ae12d58d203b4fc5dfad4968cbf51e43632ed1a05afdcb2e380ee552b036fbefc7780afe9675bcb60201a2421b2c
            """);

    private static final byte[] ARKWORKS_PROOF_BLS12_381 = hex("""
            9913bdcabdff2cf1e7dea1673c5edba5ed6435df2f2a58d6d9e624609922bfa3976a98d991db333812bf6290a590afaa
            b0265b35af5069593ee88626cf3ba9a0f07699510a25aec3a27048792ab83b3467d6b814d1c09c412c4dcd7656582e66
            07b72915081c82794ccedf643c27abace5b23a442079d8dcbd0d68dd697b8e0b699a1925a5f2c77f5237efbbbeda3bd0
            b1237cf48ca7aa98507e826aac336b9e24f14133de1923fffac602a1203b795b3037c4c94e7246bacee7b2757ae912e5
            """);

    private static final BigInteger INPUT_BLS12_381 =
            new BigInteger("46722abc81a82d01ac89c138aa01a8223cb239ceb1f02cdaad7e1815eb997ca6", 16);

    /** bellman 0.1: the parameters of Zcash's output circuit, from its Sapling ceremony, up to the end of their key. */
    private static final byte[] SAPLING_OUTPUT_KEY = hex("""
            0db882cf5db3e8567f16b4db1772d4d1f5a3fe8d62f0df2eb8a5cfa50806702afde8fc25335eb5ec859c2818b2610b2e
            19ab445dac720bb1f2b0cd3336f7a1acc62bf1b3a321826264dc7e469281e23b218394d598689da04e136878ff9a7897
            014a78a8d17180a37c4ca8fb231f264ab89bd14863777fc1ffe901fd92444365d18f78237612ac38e39f419c32f08245
            15219ec45c26c1fad530514ed891a0d0043acedf348922102e95b3e6d07e0afa94c58aa41480631fc1ca36e55aae51fd
            0a416b8187450b28f025c421e3ff14d38f9abd9af2f1046b914b53ab37e9aebba683cb25284e5c22fa341129985250a1
            03547de5d005df48265f7cb258162253d56fbc682d106a1ecb07666ebf7524a364e512c37aa62f82d6e7dd4ed8838478
            104376a98072766c29959358e9cde6a4985618f65ea257e8f288974f4aedde52e5dac2fb7ae5d30eab7cd828a2c8b15f
            15b16f139f2c33ef33d63befe404e696c97077d17ea42f4ff9d82ec456aaf43914a3d07968111a3a348f157e64c0278a
            13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e
            024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8
            0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be
            0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801
            0f61208393fe783b523d23c911eda2b295231684a8c3b3898d8fce83fa949fd6a25aee7fe4d0d37f7a892bf7c2639d5b
            1571bb257e41dab703d78f54a71dadec6f37e40d21bb29f5eca47c91078a016cf95fb7e6aa31c1321450202037c69ee7
            050302fecf4d86671c66ed1ee097efccd2a2add6fd42c9d0a809bb6a3e0f8348bfac6cfa4427c83d5ed1ff844a5b1b12
            09c069a8a1ccd8c7c22b2a84fede0e53b536cabd7d4c7f0ddc53bec42eeda2b09190d43bcbaece88f7a2a1fc686076d2
            0f2acbc06f28f913a2a77a731d96133aeb5282461cd452a3f3f1d3b63907840dc79b1066e898a335c3a676de9c97507c
            0c4824b4c9ac0dfc2b1b017e1ebe1b96920a80a7f7e61e39d2f275c51ea8c0b4a6aa86643ee4696af6611d027c58401c
            00000006
            04fd67184c37c5240183cff73f52544ecd6b629e775ad6648696f99a431a63ca8b386bdcb94cb1e4c53c4ec0276d3dc5
            0c2bd5d31bf904b30b9d0508d59c915bfaea64830425366257fe599f2eaf2f6650bea1abe4bab1955da88a6860c31b4d
            073143b431c7e8e9323f3693c470fd9a3adf199a31b6e3006c64189bde7a07a316f9f7252d042147ac4c68be3a62a367
            012534e285c0ac0e01c7c8f9d013f13aa1da0c06777564d76b27ab788fd46ca5a9a9854424c325eab85298044b258da3
            13cca7cdbcfb681f36c0a3d9ab957960b57dd73002f042f7222eec23d5d60a30bf93bd8d0564113c0be8f1baf577ca57
            0088e381355d3f7e8dab653e7a2e758724b39a9d63e4905fbc2927d5246d2e6072ad142f81498e6d5aecdf36200de579
            0ffb9b423f4631fbbeb423d81fe9b244953a2b701eb2f5d96bf97981eb50227705128a401c10789582bbc8648150270f
            0d77cb44de2f73bdea9e4405174ef3034ce88bc4b02d4e0886b3fa5fb5e6b0b1f404bfa18ad308aadddd2634c9765d5b
            0f91ffe602148dd9a6404f1701af31a48481ef23bf05beed476428178c2f972082d533348904348831ea61ce33bf6ccc
            0b04fae453962cb4c2634bc75eaecaaf9a034cb30d82968bb08a46403b308ac0be82f5964c0a9631032c363147097ad2
            0936d64376b8cff46bf7a9c3db65b47ad83c1cdf2cea84f2671278d597f8867a3a4a955aaab958169bf96839b923b27a
            08e7d52742571a73eb842f9c31b8972505079760a63c909f0033ba1331c8131c3eafb8945f2112c405869b54721b014e
            """);

    @Test
    void acceptsArkworksProofOverBn254() {
        PortableKey key = value(Groth16Format.ARKWORKS.readKey(ARKWORKS_KEY));
        PortableProof proof = value(Groth16Format.ARKWORKS.readProof(ARKWORKS_PROOF));
        List<BigInteger> inputs = List.of(BigInteger.ONE.shiftLeft(32).add(BigInteger.ONE));
        value(proof.verify(key.key(), inputs));
        assertReason(Reason.PROOF_INVALID, proof.verify(key.key(), List.of(BigInteger.ONE)));
        assertReason(Reason.INPUT_COUNT_MISMATCH, proof.verify(key.key(), List.of()));
    }

    @Test
    void acceptsArkworksProofOverBls12381() {
        PortableKey key = value(Groth16Format.ARKWORKS.readKey(ARKWORKS_KEY_BLS12_381));
        PortableProof proof = value(Groth16Format.ARKWORKS.readProof(ARKWORKS_PROOF_BLS12_381));
        value(proof.verify(key.key(), List.of(INPUT_BLS12_381)));
        assertReason(Reason.PROOF_INVALID, proof.verify(key.key(), List.of(BigInteger.ONE)));
        value(value(Groth16Format.BELLMAN.readProof(ARKWORKS_PROOF_BLS12_381))
                .verify(key.key(), List.of(INPUT_BLS12_381)));
    }

    @Test
    void writesArkworksFilesAsArkworksDoes() {
        assertArrayEquals(
                ARKWORKS_KEY,
                value(Groth16Format.ARKWORKS.writeKey(value(Groth16Format.ARKWORKS.readKey(ARKWORKS_KEY)))));
        assertArrayEquals(
                ARKWORKS_PROOF_BLS12_381,
                value(Groth16Format.ARKWORKS.writeProof(
                        value(Groth16Format.ARKWORKS.readProof(ARKWORKS_PROOF_BLS12_381)))));
    }

    /** The parameters of a ceremony of many: all of their checks hold, with beta and delta in both groups. */
    @Test
    void readsTheKeyOfSaplingsOutputCircuit() {
        PortableKey key = value(Groth16Format.BELLMAN.readKey(SAPLING_OUTPUT_KEY));
        assertEquals(Curve.BLS12_381, key.curve());
        assertEquals(5, key.key().publicInputs());
        assertEquals(Digest.sha256(SAPLING_OUTPUT_KEY), key.key().digest());
        assertArrayEquals(SAPLING_OUTPUT_KEY, value(Groth16Format.BELLMAN.writeKey(key)));
        assertEquals(
                List.of(Groth16Format.BELLMAN),
                value(Groth16Format.recogniseKey(SAPLING_OUTPUT_KEY)).formats());
    }

    @Test
    void convertsTheKeyOfSaplingsOutputCircuitIntoEveryFormat() {
        PortableKey key = value(Groth16Format.BELLMAN.readKey(SAPLING_OUTPUT_KEY));
        Twins twins = key.twins().orElseThrow();
        for (Groth16Format format : Groth16Format.values()) {
            if (format.hasKeys()) {
                PortableKey read = value(format.readKey(value(format.writeKey(key))));
                assertTrue(read.saysTheSameAs(key), format.toString());
                read.twins().ifPresent(found -> assertEquals(twins, found));
            }
        }
    }

    /**
     * A proof that bellman made, in the tests of gnark's and Waves' verifiers; their key is compressed and without a count,
     * so that one is put in here.
     */
    @Test
    void acceptsProofMadeByBellman() {
        byte[] points = Base64.getDecoder().decode(BELLMAN_POINTS.replaceAll("\\s", ""));
        int icBytes = 48 + 3 * 96;
        int ic = (points.length - icBytes) / 48;
        byte[] file = new byte[points.length + 8];
        System.arraycopy(points, 0, file, 0, icBytes);
        file[icBytes] = (byte) ic;
        System.arraycopy(points, icBytes, file, icBytes + 8, points.length - icBytes);
        PortableProof proof =
                value(Groth16Format.BELLMAN.readProof(Base64.getDecoder().decode(BELLMAN_PROOF.replaceAll("\\s", ""))));
        byte[] words = Base64.getDecoder().decode("LcMT3OOlkHLzJBKCKjjzzVMg+r+FVgd52LlhZPB4RFg=");
        List<BigInteger> inputs = value(PublicInputsFormat.recognise(Curve.BLS12_381, words));
        value(proof.verify(value(Groth16Format.ARKWORKS.readKey(file)).key(), inputs));
    }

    private static final String BELLMAN_POINTS = """
            hwk883gUlTKCyXYA6XWZa8H9/xKIYZaJ0xEs0M5hQOMxiGpxocuX/8maSDmeCk3bo5ViaDBdO7ZBxAhLSe5k/5TFQyF5
            Lv7KN2tLKnwgoWMqB16OL8WdbePIwTCuPtJNAFKoTZylLDbSf02kckMcZQDPF9iGh+JC99Pio74vDpwTEjUx5tQ99gNQ
            wxULtztsqDRsPnEvKvLmsxHt8LQVBkEBm2PBJFY+OXf1MNW021viDBpR10mX4WQ6zrsGL5L0GY4cwf4tlbh+Obit+LnN
            /SQTnREf8fPpdKZ1sa/ui3pGi8lMT6io4D7Ujlwx2RdCkBF+isfMf77HCEGsZANw0hSrO2FGg14Sl26xLAIohdaW8O7g
            Eaag8JdVAZ3OVLd5Df1NkZBEr753Xb8WwaXsJjE7qxwINL1KdqA4+EiYW4edb7+a9bbBeOPtb67ZxmFqgyTNS/4obxah
            ezNkjk00ytswsENg//Ee6dWBJZyLH+QGsaU2jO/W4WvRyZhmKKPdipOhiz4Rlrd2XYgsfHsfWf5v4GOTL+13ZB24dW1/
            m39n2woJ+v686fXbNW85XP/r
            """;

    private static final String BELLMAN_PROOF = """
            lvQLU/KqgFhsLkt/5C/scqs7nWR+eYtyPdWiLVBux9GblT4AhHYMdCgwQfSJcudvsgV6fXoK+DUSRgJ++Nqt+Wvb7GlY
            lHpxCysQhz26TTu8Nyo7zpmVPH92+UYmbvbQCSvX2BhWtvkfHmqDVjmSIQ4RUMfeveA1KZbSf999NE4qKK8Do+8oXcmT
            M4LZVmh1rlyqznIdFXPN7x3pD4E0gb6/y69xtWMChv9654FMg05bAdueKt9uA4BEcAbpkdHF
            """;
}
