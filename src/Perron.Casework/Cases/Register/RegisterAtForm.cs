using Perron.Cases.Asking;
using Perron.Communes;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Registers;
namespace Perron.Cases.Register;

/// <summary>
/// Holds what a citizen answers of the own address and household against the register, while the form is filled in. Only for whoever is strongly known and asks for oneself;
/// no transaction waits for it, and the citizen does not wait long: a register that is slow or away stops nobody.
/// </summary>
internal sealed class RegisterAtForm(IPopulationRegister register, HouseKeys keys)
{
    private readonly Dictionary<string, RegisterAnswer> _asked = [];

    /// <summary>The answers, with what the register said of this page. The same ones when there is nothing to ask.</summary>
    public async Task<Answers> Hold(PerronDb db, Journey journey, FormStep step, Answers answers, FormWay way, Visitor visitor, Commune commune, NodaTime.Instant now, CancellationToken cancellation)
    {
        var stated = StatedHousehold.Of(journey, [step], answers);
        if (stated.IsEmpty || way is not { Assisted: null, Under: null } || visitor.Level != IdentityLevel.Strong || commune.Kind != CommuneKind.Commune
            || (HeardRegister.On(answers, step.Slug) is { Verdict: not RegisterVerdict.Away, For: var known } && known == stated.Key) || (await db.CitizenOf(visitor))?.Number(keys) is not { } number)
        {
            return answers;
        }

        if (!_asked.Remove(number.Digits, out var answer))
        {
            throw new OutsideFirst(async () => _asked[number.Digits] = await register.HouseholdSoon(commune, number, now, cancellation));
        }

        var difference = answer is RegisterAnswer.Found found && stated.Against(found.Household) is { IsNone: false } contradiction ? contradiction : null;
        var verdict = answer switch
        {
            RegisterAnswer.Away => RegisterVerdict.Away,
            RegisterAnswer.Unknown => RegisterVerdict.Unknown,
            _ => difference is null ? RegisterVerdict.Agrees : RegisterVerdict.Differs,
        };
        return HeardRegister.Put(answers, step.Slug, verdict, stated.Key, difference, keys, commune.Id);
    }
}
