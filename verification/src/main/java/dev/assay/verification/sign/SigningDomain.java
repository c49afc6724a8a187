package dev.assay.verification.sign;

import dev.assay.verification.Digest;
import java.nio.charset.StandardCharsets;

/**
 * The EIP-712 domain {name "Assay", version "1", chainId, salt}: a signature made in one chain or deployment means
 * nothing in another.
 *
 * @param chainId the EIP-155 id of the chain that settles; 31337 where none does
 * @param deployment names the deployment: the domain's salt
 */
public record SigningDomain(long chainId, Digest deployment) {

    private static final byte[] TYPE_HASH =
            TypedData.hashUtf8("EIP712Domain(string name,string version,uint256 chainId,bytes32 salt)");

    /** The domain of a network that one person runs on one machine. */
    public static SigningDomain dev() {
        return new SigningDomain(31337, Digest.sha256("assay/dev".getBytes(StandardCharsets.UTF_8)));
    }

    byte[] separator() {
        return Keccak.keccak256(
                TYPE_HASH,
                TypedData.hashUtf8("Assay"),
                TypedData.hashUtf8("1"),
                TypedData.word(chainId),
                deployment.bytes());
    }
}
