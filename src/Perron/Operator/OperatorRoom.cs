using Perron.Communes;
namespace Perron.Operator;

/// <summary>Operator: what the one who runs the house sees of it.</summary>
public static class OperatorRoom
{
    public static void AddOperator(this IServiceCollection services) => services.AddSingleton<IWrongHost, CommuneSigns>();
}
