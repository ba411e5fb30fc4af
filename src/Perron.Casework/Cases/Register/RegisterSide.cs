using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Cases.Register;

/// <summary>What an officer reads of the register beside the citizen's own words.</summary>
/// <param name="Unchecked">Why it is not checked yet, and when it is asked again; null: it is checked, or there is nothing to check.</param>
/// <param name="Agrees">The register says what the citizen says.</param>
public sealed record RegisterSide(string? Unchecked, bool Agrees, string? Wrote, string? Says, IReadOnlyList<string> Strangers, string Explanation)
{
    internal static async Task<RegisterSide?> Of(PerronDb db, CaseFile file, Journey journey, HouseKeys keys, Commune commune, string language)
    {
        var id = file.Case.Id;
        if (await db.Set<RegisterCheck>().AsNoTracking().SingleOrDefaultAsync(one => one.CaseId == id) is not { } check)
        {
            return null;
        }

        var words = Words.Of(typeof(RegisterSide));
        var stated = StatedHousehold.Of(journey, journey.Steps, file.Case.Given);
        var difference = file.Extract is { } extract ? stated.Against(extract.Household(keys)) : null;
        var open = check.CheckedAt is not null || file.Extract is not null || file.Case.ClosedAt is not null ? null
            : string.Join(' ', new[]
            {
                check.AtForm == RegisterVerdict.Away || check.Tries > 0 ? words.In(language, "register-unchecked-away") : "",
                check.NextAt is { } next ? words.In(language, "register-unchecked-next", commune.Local(next).DateAndTime(language)) : words.In(language, "register-unchecked-over", check.Tries),
            }.Where(part => part.Length > 0));
        return new(open, difference is { IsNone: true } && !stated.IsEmpty, difference?.Address is null ? null : stated.Address!.Written, difference?.Address, difference?.Strangers ?? [], check.Explanation);
    }
}
