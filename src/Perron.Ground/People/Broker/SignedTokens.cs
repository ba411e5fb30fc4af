using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
namespace Perron.People.Broker;

/// <summary>
/// Takes signed tokens only. The framework's handler waives the signature of what comes straight from the token endpoint, as the standard allows;
/// then "alg: none" would pass wherever that connection is not what it seems.
/// </summary>
internal sealed class SignedTokens : JsonWebTokenHandler
{
    public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var strict = validationParameters.Clone();
        strict.RequireSignedTokens = true;
        return base.ValidateTokenAsync(token, strict);
    }
}
