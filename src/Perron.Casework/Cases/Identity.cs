using Perron.Forms;
using Perron.Platform.Security;
namespace Perron.Cases;

internal static class Identity
{
    /// <summary>The fact that conditions ask for by the name "identite".</summary>
    public static Answers WithIdentity(this Answers answers, IdentityLevel level) =>
        answers.With([KeyValuePair.Create<string, IReadOnlyList<string>>("identite", [level == IdentityLevel.Strong ? "forte" : "faible"])]);
}
