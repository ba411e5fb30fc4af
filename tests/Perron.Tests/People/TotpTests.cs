namespace Perron.Tests.People;

public sealed class TotpTests
{
    // RFC 6238, appendix B, SHA-1; the last six of eight digits.
    [Theory, InlineData(59, "287082"), InlineData(1111111109, "081804"), InlineData(1111111111, "050471"), InlineData(1234567890, "005924"), InlineData(2000000000, "279037"), InlineData(20000000000, "353130")]
    public void This_application_shows_what_the_standard_prints(long seconds, string code) =>
        Assert.Equal(code, Totp.At("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", DateTimeOffset.FromUnixTimeSeconds(seconds)));
}
